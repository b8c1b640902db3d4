import { cellText } from '../domain/cell.ts';
import { stops } from '../domain/problem.ts';
import type { Run } from '../domain/run.ts';
import type { Place, Severity, Verdict } from '../domain/verdict.ts';
import { findingsOf, saidOf } from './findings.ts';
import { defineFormat } from './format.ts';
import { oneLine, plainJson } from './neutral.ts';
import type { ReportOptions } from './report-options.ts';

const levels: Record<Severity, string> = { error: 'error', warn: 'warning', info: 'note' };

/** Half a character is in no text that other programs must read. */
const wellFormed = (text: string): string => text.toWellFormed();

/** A path as a URI reference: relative where it is, `file:` where it is absolute. */
const uriOf = (file: string): string => {
  const path = wellFormed(file).replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]%3A\//.test(path)) return `file:///${path.replace('%3A', ':')}`;
  return path.startsWith('/') ? `file://${path}` : path.includes(':') ? `./${path}` : path;
};

const locationOf = ({ file, line, column }: Place, element: string | undefined) => ({
  ...(file === undefined
    ? {}
    : {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line ?? 1, ...(column === undefined ? {} : { startColumn: column }) },
        },
      }),
  ...(element === undefined
    ? {}
    : { logicalLocations: [{ fullyQualifiedName: wellFormed(element), kind: 'member' }] }),
});

const propertiesOf = ({ dimension, expected, observed, count, total, element }: Verdict) => ({
  dimension,
  ...(element === undefined ? {} : { element: wellFormed(element) }),
  ...(expected === undefined ? {} : { expected: wellFormed(expected) }),
  ...(observed === undefined ? {} : { observed: wellFormed(cellText(observed)) }),
  ...(count === undefined ? {} : { count }),
  ...(total === undefined ? {} : { total }),
});

const resultOf = (verdict: Verdict, run: Run, ruleIds: readonly string[]) => {
  const { waived } = verdict;
  const place =
    verdict.place?.file === undefined
      ? run.contract?.file === undefined
        ? {}
        : { file: run.contract.file }
      : verdict.place;
  return {
    ruleId: verdict.check,
    ruleIndex: ruleIds.indexOf(verdict.check),
    level: levels[verdict.severity],
    message: { text: oneLine(`${verdict.rule}: ${saidOf(verdict)}`) },
    locations: [locationOf(place, verdict.element)],
    partialFingerprints: { 'assayRule/v1': wellFormed(verdict.rule) },
    ...(waived === undefined
      ? {}
      : {
          suppressions: [
            {
              kind: 'external',
              status: 'accepted',
              justification: oneLine(`${waived.owner}, until ${waived.until}: ${waived.reason}`),
            },
          ],
        }),
    properties: propertiesOf(verdict),
  };
};

const descriptorOf = (id: string, about: ReportOptions['about']) => {
  const note = about?.(id);
  const text = note?.summary ?? `The check ${id}.`;
  return {
    id,
    name: id,
    shortDescription: { text },
    ...(note === undefined
      ? {}
      : {
          fullDescription: { text: note.why },
          help: { text: `${note.summary} ${note.why} See: assay explain ${id}` },
        }),
  };
};

const notificationOf = (problem: Run['problems'][number]) => ({
  level: stops(problem) ? 'error' : 'note',
  descriptor: { id: problem.code },
  message: { text: oneLine([problem.message, problem.hint].filter((part) => part !== '').join('; ')) },
  ...(problem.where.file === undefined ? {} : { locations: [locationOf(problem.where, undefined)] }),
});

const sarifRun = (run: Run, about: ReportOptions['about']) => {
  const findings = findingsOf(run);
  const ruleIds = [...new Set(findings.map(({ check }) => check))];
  return {
    tool: {
      driver: {
        name: 'assay',
        version: run.environment.assay,
        rules: ruleIds.map((id) => descriptorOf(id, about)),
      },
    },
    automationDetails: { id: wellFormed(`assay/${run.subject.name}/${run.id}`) },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: run.decision !== null,
        startTimeUtc: run.startedAt,
        toolExecutionNotifications: run.problems.map(notificationOf),
      },
    ],
    results: findings.map((verdict) => resultOf(verdict, run, ruleIds)),
    properties: { decision: run.decision, dataset: wellFormed(run.subject.name) },
  };
};

/**
 * SARIF 2.1.0: one run a run, one result a rule that failed or could not be judged, at its line of the contract. The result's
 * rule is the check; what makes it the same from run to run is the id of the contract's rule. Waivers are suppressions.
 */
export const sarif = defineFormat({
  id: 'sarif',
  summary: 'for code scanning: SARIF 2.1.0',
  extension: 'sarif',
  render: (runs, { about }) =>
    plainJson(
      JSON.stringify(
        {
          $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
          version: '2.1.0',
          runs: runs.map((run) => sarifRun(run, about)),
        },
        null,
        2,
      ),
    ),
});
