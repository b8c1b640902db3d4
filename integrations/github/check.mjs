// Runs `assay check`, writes its reports and what later steps need; the step "Decide" ends with the check's exit code.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { annotate, linesOf, setOutput, unobeyed, variable } from './workflow.mjs';

const folder = mkdtempSync(join(variable('RUNNER_TEMP'), 'assay-report-'));
const at = (name) => join(folder, name);
const runFile = at('run.json');
const kept = join(variable('RUNNER_TEMP'), 'assay-base', 'run.json');

const option = (name, variableName) => {
  const value = process.env[variableName] ?? '';
  return value === '' ? [] : [name, value];
};
const repeated = (name, variableName) => linesOf(variableName).flatMap((line) => [name, line]);
const project = option('--project', 'ASSAY_PROJECT');

const assay = (args, stdout) =>
  spawnSync(process.execPath, [variable('ASSAY_BIN'), ...args], { stdio: ['ignore', stdout, 'inherit'] });

const codeOf = (done) => {
  if (done.error !== undefined) throw done.error;
  return done.status ?? 130;
};

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
    return codeOf(assay(args, file));
  } finally {
    closeSync(file);
  }
};

const reported = (format, name, more = []) =>
  codeOf(
    assay(
      ['report', '--quiet', ...project, '--format', format, '--out', at(name), ...more, '--', runFile],
      'inherit',
    ),
  );

/** Stops the step where a report of a run cannot be written: nothing may be missing silently. */
const report = (format, name, more = []) => {
  const code = reported(format, name, more);
  if (code !== 0) throw new Error(`assay report --format ${format} ended with ${code}`);
  return at(name);
};

const baseFile = () => process.env.ASSAY_BASE || (existsSync(kept) ? kept : undefined);

/** Markdown since the base; false where there is a base that cannot be read, and the report does without. */
const markdown = (base) => {
  if (base !== undefined && reported('md', 'report.md', ['--against', base]) === 0) return true;
  report('md', 'report.md');
  return base === undefined;
};

/** The HTML page, where this assay has what it is made of: a checkout that was not built has not. */
const page = (base) => {
  const web = join(dirname(realpathSync(variable('ASSAY_BIN'))), '..', 'web', 'report.js');
  return existsSync(web) ? report('html', 'report.html', base === undefined ? [] : ['--against', base]) : '';
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

/** The reports of the runs, and their paths. */
const withRuns = () => {
  const { compared, ...paths } = unobeyed(() => {
    codeOf(assay(['report', ...project, '--', runFile], 'inherit'));
    const base = baseFile();
    const compared = markdown(base);
    return {
      compared,
      page: page(compared ? base : undefined),
      junit: report('junit', 'junit.xml'),
      sarif: report('sarif', 'assay.sarif'),
    };
  });
  if (!compared)
    annotate(
      'warning',
      'assay: compared with nothing',
      'the run of the base cannot be read; the log of the step says why',
    );
  report('github', 'annotations.txt');
  console.log(readFileSync(at('annotations.txt'), 'utf8'));
  return paths;
};

/** Where the action keeps runs of a branch, the next pull request is compared with this one. */
const keepAsBase = () => {
  mkdirSync(join(kept, '..'), { recursive: true });
  cpSync(runFile, kept);
};

const code = unobeyed(check);
const document = printed();
const runs = runsOf(document);
const decision = runs.length === 0 ? 'none' : decisionOf(runs);
const paths = runs.length === 0 ? withoutRun(document, code) : withRuns();
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
