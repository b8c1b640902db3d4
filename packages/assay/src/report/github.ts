import type { Problem } from '../domain/problem.ts';
import { stops } from '../domain/problem.ts';
import type { Run } from '../domain/run.ts';
import type { Place, Severity, Verdict } from '../domain/verdict.ts';
import { countsText, decisionWord, findingsOf, saidOf } from './findings.ts';
import { defineFormat } from './format.ts';
import { oneLine } from './neutral.ts';

const commands: Record<Severity, string> = { error: 'error', warn: 'warning', info: 'notice' };

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const annotation = (command: string, place: Place, title: string, message: string): string => {
  const properties = [
    ...(place.file === undefined ? [] : [`file=${escapeProperty(oneLine(place.file))}`]),
    ...(place.line === undefined ? [] : [`line=${place.line}`]),
    ...(place.column === undefined ? [] : [`col=${place.column}`]),
    `title=${escapeProperty(oneLine(title))}`,
  ];
  return `::${command} ${properties.join(',')}::${escapeData(message)}`;
};

const ofVerdict = (verdict: Verdict): string => {
  const { waived, severity, expected, place, rule, check } = verdict;
  const message = [
    oneLine(saidOf(verdict)),
    ...(expected === undefined ? [] : [`expected: ${oneLine(expected)}`]),
    ...(waived === undefined
      ? []
      : [`waived until ${oneLine(waived.until)} by ${oneLine(waived.owner)}: ${oneLine(waived.reason)}`]),
  ];
  return annotation(
    waived === undefined ? commands[severity] : 'notice',
    place ?? {},
    `${check}: ${rule}`,
    message.join('\n'),
  );
};

const ofProblem = (found: Problem): string =>
  annotation(
    stops(found) ? 'error' : 'warning',
    found.where,
    found.code,
    [found.message, found.hint]
      .filter((part) => part !== '')
      .map((part) => oneLine(part))
      .join('\n'),
  );

/** A line that the runner reads as no command, whatever the names in it. */
const summary = (run: Run): string =>
  `${decisionWord(run)}  ${oneLine(run.subject.name)}  ${countsText(run.verdicts)}`.replaceAll('##[', '## [');

/** Workflow commands of GitHub Actions, the weightiest first: it shows ten of a kind in a step. */
export const github = defineFormat({
  id: 'github',
  summary: 'for GitHub Actions: annotations at the lines of the contract',
  extension: 'txt',
  render: (runs) =>
    runs
      .flatMap((run) => [summary(run), ...findingsOf(run).map(ofVerdict), ...run.problems.map(ofProblem)])
      .join('\n'),
});
