import { countOf } from '../domain/count-of.ts';
import type { Run } from '../domain/run.ts';
import { shellWord } from '../domain/shell-word.ts';
import type { Verdict } from '../domain/verdict.ts';
import { findingColumns, findingLines } from './finding-lines.ts';
import { countsText, decisionWord, findingsOf } from './findings.ts';
import { defineFormat } from './format.ts';
import { oneLine } from './neutral.ts';
import { type Paint, paint } from './paint.ts';
import { problemLines } from './problem-lines.ts';
import type { ReportOptions } from './report-options.ts';
import { scoreParts } from './scores-text.ts';
import { padEnd, wrap } from './width.ts';

const defaultMost = 20;
/** With more failures than this, why each check matters is left to `assay explain`. */
const mostWithWhy = 5;
const labelWidth = 16;

const inked = (run: Run, ink: Paint): string => {
  const colour = run.decision === 'admit' ? ink.green : run.decision === 'warn' ? ink.yellow : ink.red;
  return colour(ink.bold(decisionWord(run)));
};

const count = (value: number): string => value.toLocaleString('en');

const headLines = (run: Run, ink: Paint): readonly string[] => {
  const { subject, verdicts, seconds } = run;
  const parts = [
    inked(run, ink),
    ink.bold(oneLine(subject.name)),
    ...(subject.rows === undefined ? [] : [countOf(subject.rows, 'row')]),
    ...(verdicts.length === 0 ? [] : [countsText(verdicts)]),
    `${seconds.toFixed(1)} s`,
  ];
  return [
    parts.join('  '),
    ...(subject.scope === undefined ? [] : [`${ink.dim('only rows where')} ${oneLine(subject.scope.where)}`]),
  ];
};

const quarantineLines = ({ quarantine }: Run): readonly string[] => {
  if (quarantine === undefined) return [];
  const { file, rows, capped, admitted, admittedRows, view } = quarantine;
  return [
    ...(file === undefined
      ? []
      : [
          `Quarantined ${countOf(rows, 'row')}${capped ? ', the rest are over the cap' : ''}: ${oneLine(file)}`,
        ]),
    ...(admitted === undefined
      ? []
      : [
          `Admitted ${admittedRows === undefined ? 'the other rows' : countOf(admittedRows, 'row')}: ${oneLine(admitted)}`,
        ]),
    ...(view === undefined ? [] : [`The admitted rows as a view: ${oneLine(view)}`]),
  ];
};

const nextLines = (run: Run, findings: readonly Verdict[], hidden: number, ink: Paint): readonly string[] => {
  const failed = findings.find(
    ({ status, severity, waived }) => status === 'fail' && severity !== 'info' && waived === undefined,
  );
  const all = hidden === 0 ? [] : [`${ink.dim('All findings')}    assay report ${run.id} --all`];
  if (failed === undefined) return all;
  return [
    ...all,
    `${ink.dim('Share it')}        assay report ${run.id} --format md`,
    `${ink.dim('What it means')}   assay explain ${failed.check}`,
    `${ink.dim('Accept for now')}  assay waive ${shellWord(oneLine(failed.rule))} --until DATE --owner WHO --reason TEXT`,
  ];
};

/** A label and what belongs to it, beside it on as many lines as it needs. */
const labelled = (label: string, said: string, width: number | undefined, ink: Paint): readonly string[] =>
  wrap(said, width === undefined ? undefined : Math.max(20, width - labelWidth)).map(
    (line, index) => `${ink.dim(padEnd(index === 0 ? label : '', labelWidth))}${line.trimEnd()}`,
  );

/** The finding with what explains it; why a check matters is said once a check. */
const findingBlocks = (shown: readonly Verdict[], ink: Paint, options: ReportOptions): readonly string[] => {
  const columns = findingColumns(shown, options.width);
  const said = new Set<string>();
  const failed = shown.filter(({ status, waived }) => status === 'fail' && waived === undefined).length;
  return shown.flatMap((verdict) => {
    const first = failed <= mostWithWhy && verdict.status === 'fail' && !said.has(verdict.check);
    if (first) said.add(verdict.check);
    return findingLines(verdict, columns, ink, first ? options.about?.(verdict.check) : undefined);
  });
};

/** One run as a person reads it in a terminal: the decision, what is wrong and why, and what to do next. */
export const textReport = (run: Run, options: ReportOptions = {}): string => {
  const ink = paint(options.colour ?? false);
  const findings = findingsOf(run);
  const shown = findings.slice(0, options.most ?? defaultMost);
  const hidden = findings.length - shown.length;
  const scores = scoreParts(run.scores);
  const after = [
    ...quarantineLines(run),
    ...(scores.length === 0 || run.decision === null
      ? []
      : labelled('Scores', scores.map(([name, score]) => `${name} ${score}`).join('  '), options.width, ink)),
    ...nextLines(run, findings, hidden, ink),
  ];
  return [
    ...headLines(run, ink),
    ...findingBlocks(shown, ink, options),
    ...(hidden === 0 ? [] : [`${ink.dim('…')} ${count(hidden)} more of lesser weight`]),
    ...problemLines(run.problems, { colour: options.colour ?? false }),
    ...after,
  ].join('\n');
};

/** "3 datasets: 1 admit, 2 block". */
const totalLine = (runs: readonly Run[]): string => {
  const words = [...Map.groupBy(runs, decisionWord)].map(
    ([word, own]) => `${own.length} ${word.toLowerCase()}`,
  );
  return `${runs.length} datasets: ${words.join(', ')}`;
};

export const text = defineFormat({
  id: 'text',
  summary: 'for people at a terminal',
  extension: 'txt',
  render: (runs, options) =>
    [...runs.map((run) => textReport(run, options)), ...(runs.length > 1 ? [totalLine(runs)] : [])].join(
      '\n\n',
    ),
});
