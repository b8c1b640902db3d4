// Runs `assay check`, writes its reports and what later steps need; the step "Decide" ends with the check's exit code.
import { appendFileSync, closeSync, cpSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { assay, at, kept, option, project, runFile } from './assay.mjs';
import { writeReports } from './reports.mjs';
import { annotate, linesOf, setOutput, unobeyed, variable } from './workflow.mjs';

const repeated = (name, variableName) => linesOf(variableName).flatMap((line) => [name, line]);

const check = () => {
  const args = [
    ...['check', '--json', '--quiet', ...project],
    ...option('--contract', 'ASSAY_CONTRACT'),
    ...option('--where', 'ASSAY_WHERE'),
    ...option('--fail-on', 'ASSAY_FAIL_ON'),
    ...option('--target', 'ASSAY_TARGET'),
    ...repeated('--select', 'ASSAY_SELECT'),
    ...repeated('--var', 'ASSAY_VARS'),
    ...['--', ...linesOf('ASSAY_SOURCES')],
  ];
  const file = openSync(runFile, 'w');
  try {
    return assay(args, file);
  } finally {
    closeSync(file);
  }
};

/** What the check printed: runs, problems, or neither where it ended with a bug. */
const printed = () => {
  const text = readFileSync(runFile, 'utf8');
  return text === '' ? {} : JSON.parse(text);
};

const runsOf = (document) => {
  if (document.schema === 'assay.run/v1') return [document];
  return document.schema === 'assay.runs/v1' ? document.runs : [];
};

const weights = ['admit', 'warn', 'block', 'none'];
const decisionOf = (runs) =>
  weights[Math.max(...runs.map(({ decision }) => weights.indexOf(decision ?? 'none')))] ?? 'none';

const plain = (text) => text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');

/** Markdown where there is no run: in a code block, in which nothing is markup. */
const withoutRun = ({ problems = [] }, code) => {
  const lines = problems.map(({ code: name, where, message, hint }) =>
    plain(
      [name, [where.file, where.line].filter(Boolean).join(':'), message, hint].filter(Boolean).join('  '),
    ),
  );
  for (const { code: name, message, hint } of problems) annotate('error', name, `${message}\n${hint}`);
  const told = lines.length === 0 ? [`assay check ended with ${code}; the log of the step says why`] : lines;
  writeFileSync(at('report.md'), `### ❌ COULD NOT RUN\n\n${told.map((line) => `    ${line}`).join('\n')}\n`);
  return {};
};

/** Where the action keeps runs of a branch, the next pull request is compared with this one. */
const keepAsBase = () => {
  mkdirSync(dirname(kept), { recursive: true });
  cpSync(runFile, kept);
};

const code = unobeyed(check);
const document = printed();
const runs = runsOf(document);
const decision = runs.length === 0 ? 'none' : decisionOf(runs);
const paths = runs.length === 0 ? withoutRun(document, code) : writeReports();
if (decision !== 'none') keepAsBase();
appendFileSync(variable('GITHUB_STEP_SUMMARY'), `${readFileSync(at('report.md'), 'utf8')}\n`);
for (const [name, value] of Object.entries({
  decision,
  'run-id': runs.map(({ id }) => id).join(' '),
  'exit-code': String(code),
  report: at('report.md'),
  json: runFile,
  ...{ page: '', junit: '', sarif: '' },
  ...paths,
}))
  setOutput(name, value);
