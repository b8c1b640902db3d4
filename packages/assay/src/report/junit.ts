import { isFinding } from '../domain/finding.ts';
import type { Run } from '../domain/run.ts';
import type { Verdict } from '../domain/verdict.ts';
import { saidOf } from './findings.ts';
import { defineFormat } from './format.ts';
import { placeText } from './problem-lines.ts';
import { element, xmlText } from './xml.ts';

type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

/** What decides is a failure (the rule broke) or an error (it could not be judged); what a person waived is skipped. */
const outcomeOf = ({ status, severity, waived }: Verdict): Outcome => {
  if (status === 'not-applicable' || waived !== undefined) return 'skipped';
  if (severity !== 'error') return 'passed';
  return status === 'fail' ? 'failure' : status === 'unknown' ? 'error' : 'passed';
};

const bodyOf = (verdict: Verdict): string =>
  [
    saidOf(verdict),
    ...(verdict.expected === undefined ? [] : [`expected: ${verdict.expected}`]),
    ...(verdict.place === undefined ? [] : [`at: ${placeText(verdict.place)}`]),
  ].join('\n');

const skippedText = ({ waived, message }: Verdict): string =>
  waived === undefined
    ? message
    : `waived until ${waived.until} by ${waived.owner}: ${waived.reason}; ${message}`;

const childOf = (verdict: Verdict): readonly string[] => {
  const outcome = outcomeOf(verdict);
  if (outcome === 'passed') return [];
  if (outcome === 'skipped') return [element('skipped', { message: skippedText(verdict) })];
  return [element(outcome, { type: verdict.check, message: saidOf(verdict) }, [xmlText(bodyOf(verdict))])];
};

const testcase = (run: Run, verdict: Verdict): string =>
  element(
    'testcase',
    { classname: `${run.subject.name}.${verdict.dimension}`, name: verdict.rule, time: '0' },
    childOf(verdict),
  );

/** A run that could not be done is one test in error. */
const problemCases = (run: Run): readonly string[] => {
  if (run.decision !== null) return [];
  const said = run.problems.map(({ code, where, message, hint }) =>
    [code, placeText(where), message, hint].filter((part) => part !== '').join(': '),
  );
  return [
    element('testcase', { classname: run.subject.name, name: 'could run', time: '0' }, [
      element(
        'error',
        { type: run.problems[0]?.code ?? 'problem', message: run.problems[0]?.message ?? 'could not run' },
        [xmlText(said.join('\n'))],
      ),
    ]),
  ];
};

/** Warnings and notes, which no test result stands for. */
const systemOut = ({ verdicts }: Run): string =>
  verdicts
    .filter((verdict) => isFinding(verdict) && outcomeOf(verdict) === 'passed')
    .map((verdict) => `${verdict.severity}: ${verdict.rule}: ${saidOf(verdict)}`)
    .join('\n');

const suite = (run: Run, index: number): string => {
  const cases = [...run.verdicts.map((verdict) => testcase(run, verdict)), ...problemCases(run)];
  const having = (outcome: Outcome): number =>
    run.verdicts.filter((verdict) => outcomeOf(verdict) === outcome).length;
  const properties = {
    run: run.id,
    decision: run.decision ?? 'none',
    source: run.subject.source,
    ...(run.contract === undefined ? {} : { contract: `${run.contract.id} ${run.contract.version}` }),
  };
  return element(
    'testsuite',
    {
      name: run.subject.name,
      package: 'assay',
      id: index,
      hostname: 'localhost',
      timestamp: run.startedAt.replace(/(\.\d+)?Z$/, ''),
      tests: cases.length,
      failures: having('failure'),
      errors: having('error') + (cases.length - run.verdicts.length),
      skipped: having('skipped'),
      time: run.seconds.toFixed(3),
    },
    [
      element(
        'properties',
        {},
        Object.entries(properties).map(([name, value]) => element('property', { name, value })),
      ),
      ...cases,
      element('system-out', {}, [xmlText(systemOut(run))]),
      element('system-err', {}, ['']),
    ],
  );
};

/**
 * JUnit's XML: one suite a run, one test case a rule. A failed rule of severity error is a failure, one that could not be
 * judged an error, a waived or not-applicable one skipped; warnings pass and are told in `system-out`.
 */
export const junit = defineFormat({
  id: 'junit',
  summary: 'for CI servers: JUnit XML, one test case a rule',
  extension: 'xml',
  render: (runs) => `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', {}, runs.map(suite))}\n`,
});
