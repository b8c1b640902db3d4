import { countOf } from '../domain/count-of.ts';
import type { Run } from '../domain/run.ts';
import { earlierOf } from '../domain/run-changes.ts';
import type { Verdict } from '../domain/verdict.ts';
import { changesMarkdown, notJudgedMarkdown } from './changes-markdown.ts';
import { countsText, decisionWord, findingsOf, saidOf } from './findings.ts';
import { defineFormat } from './format.ts';
import { cells, fitting } from './markdown-table.ts';
import { cellCode, markdownCode, markdownText } from './markdown-text.ts';
import { placeText } from './problem-lines.ts';
import type { ReportOptions } from './report-options.ts';
import { scoreParts } from './scores-text.ts';

/** A comment on GitHub holds 65,536 characters; each of three tables of all runs together gets a part of that. */
const room = 18_000;

const decisionMarks = { admit: '✅', warn: '⚠️', block: '❌' } as const;

const markOf = ({ status, severity, waived }: Verdict): string => {
  if (waived !== undefined) return 'waived';
  return status === 'fail' ? severity : status;
};

const findingRow = (verdict: Verdict): string => {
  const { waived, rule, expected, place } = verdict;
  const until =
    waived === undefined
      ? ''
      : ` (waived until ${markdownText(waived.until)} by ${markdownText(waived.owner)}: ${markdownText(waived.reason)})`;
  return cells(
    markOf(verdict),
    cellCode(rule),
    markdownText(saidOf(verdict)) + until,
    expected === undefined ? '' : markdownText(expected),
    place === undefined ? '' : cellCode(placeText(place)),
  );
};

const findingsTable = (run: Run, most: number): readonly string[] => {
  const findings = findingsOf(run);
  if (findings.length === 0) return [];
  return [
    '',
    cells('', 'rule', 'what was found', 'what is demanded', 'where'),
    cells('---', '---', '---', '---', '---'),
    ...fitting(
      findings.map(findingRow),
      most,
      (count) => `${count.toLocaleString('en')} more: \`assay report ${run.id} --all\``,
    ),
  ];
};

const allVerdicts = (run: Run, most: number): readonly string[] => {
  if (run.verdicts.length === 0) return [];
  const rows = run.verdicts.map((verdict) =>
    cells(verdict.status, cellCode(verdict.rule), verdict.dimension, markdownText(verdict.message, 150)),
  );
  return [
    '',
    `<details><summary>All verdicts (${run.verdicts.length.toLocaleString('en')})</summary>`,
    '',
    cells('verdict', 'rule', 'dimension', 'what was found'),
    cells('---', '---', '---', '---'),
    ...fitting(rows, most, (count) => `${count.toLocaleString('en')} more`),
    '',
    '</details>',
  ];
};

const problemRows = (run: Run): readonly string[] =>
  run.problems.length === 0
    ? []
    : [
        '',
        ...fitting(
          run.problems.map(
            ({ code, where, message, hint }) =>
              `- \`${code}\` ${markdownCode(placeText(where))} ${markdownText(message)}${hint === '' ? '' : `: ${markdownText(hint)}`}`,
          ),
          room / 4,
          (count) => `- ${countOf(count, 'more problem')}`,
        ),
      ];

const quarantineRow = ({ quarantine }: Run): readonly string[] =>
  quarantine?.file === undefined
    ? []
    : ['', `Quarantined ${countOf(quarantine.rows, 'row')}: ${markdownCode(quarantine.file)}`];

const facts = ({ subject, verdicts, seconds, contract, id }: Run): string =>
  [
    ...(subject.rows === undefined ? [] : [countOf(subject.rows, 'row')]),
    ...(subject.scope === undefined ? [] : [`only where ${markdownCode(subject.scope.where, 300)}`]),
    ...(verdicts.length === 0 ? [] : [countsText(verdicts)]),
    `${seconds.toFixed(1)} s`,
    ...(contract === undefined
      ? []
      : [`contract ${markdownCode(contract.id)} ${markdownText(contract.version)}`]),
    `run \`${id}\``,
  ].join(' · ');

/** Undefined where the report has no base. */
const sinceBase = (run: Run, { base }: ReportOptions, alone: boolean, share: number): readonly string[] => {
  if (base === undefined) return [];
  const earlier = earlierOf(run, base, alone);
  return earlier === undefined
    ? ['', '**Since the base**: it has no run of this dataset']
    : changesMarkdown(earlier, run, share);
};

const section = (run: Run, share: number, since: readonly string[]): string => {
  const scores = scoreParts(run.scores);
  return [
    `### ${run.decision === null ? '❌' : decisionMarks[run.decision]} ${decisionWord(run)} ${markdownCode(run.subject.name)}`,
    '',
    facts(run),
    ...since,
    ...findingsTable(run, share),
    ...problemRows(run),
    ...quarantineRow(run),
    ...(scores.length === 0 || run.decision === null
      ? []
      : ['', `Scores: ${scores.map(([name, score]) => `${name} **${score}**`).join(' · ')}`]),
    ...allVerdicts(run, share),
  ].join('\n');
};

/**
 * Markdown for a comment on a pull request: the decision, what has changed since the base where there is one, what failed and where,
 * scores, and all verdicts folded away.
 */
export const md = defineFormat({
  id: 'md',
  summary: 'for pull requests: Markdown with all verdicts folded away',
  extension: 'md',
  compares: true,
  render: (runs, options) => {
    const share = Math.floor(room / Math.max(1, runs.length));
    const sections = runs.map((run) =>
      section(run, share, sinceBase(run, options, runs.length === 1, share)),
    );
    const { base = [] } = options;
    const paired = base.length === 1 && runs.length === 1;
    return `${sections.join('\n\n')}\n${paired ? '' : notJudgedMarkdown(base, runs)}`;
  },
});
