import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/domain/run.ts';
import { type ChangeKind, changeKinds, earlierOf, ruleChanges } from '../../src/domain/run-changes.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import { md } from '../../src/report/md.ts';
import { randomRun } from './random-run.ts';
import { admitted, blocked, failed, hostileRun, scoped } from './sample-runs.ts';

const verdict = (given: Partial<Verdict>): Verdict => ({
  rule: 'readings.temp/range',
  check: 'range',
  dimension: 'accuracy',
  severity: 'error',
  status: 'pass',
  message: 'told',
  ...given,
});
const runOf = (verdicts: readonly Verdict[], contract = 'a'): Run => ({
  ...admitted,
  verdicts: [...verdicts],
  contract: { id: 'readings', version: '1.0.0', sha256: contract },
});
const without = (some: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...some].filter((one) => !others.has(one)));
const waived = { until: '2026-06-01', owner: 'mara', reason: 'known' };

const base: Run = {
  ...blocked,
  id: 'r6',
  startedAt: '2026-04-30T08:00:00.000Z',
  decision: 'warn',
  subject: { ...blocked.subject, rows: 11_000 },
  contract: { id: 'readings', version: '1.1.0', sha256: 'sha256:1', file: 'readings.odcs.yaml' },
  scores: { overall: 0.95, dimensions: { accuracy: 0.9, completeness: 0.99975 } },
  verdicts: [
    ...blocked.verdicts.flatMap((each) => {
      if (each.rule.endsWith('temp/stuck')) return [{ ...each, status: 'pass' as const }];
      if (each.rule.endsWith('unit/mean')) return [];
      if (each.rule.endsWith('rowCount')) return [{ ...each, status: 'fail' as const }];
      return each.rule.endsWith('temp/range')
        ? [{ ...each, count: 12, expected: 'every value between 4 and 20' }]
        : [each];
    }),
    verdict({ rule: 'readings.pressure/range' }),
  ],
};

describe('a rule is told as', () => {
  const cases: readonly (readonly [ChangeKind | 'nothing', Partial<Verdict>, Partial<Verdict>])[] = [
    ['newly failing', { status: 'pass' }, { status: 'fail' }],
    ['newly failing', { status: 'pass' }, { status: 'unknown' }],
    ['newly failing', { status: 'fail', waived }, { status: 'fail' }],
    ['newly passing', { status: 'unknown' }, { status: 'pass' }],
    ['newly passing', { status: 'fail', waived }, { status: 'pass' }],
    ['newly waived', { status: 'fail' }, { status: 'fail', waived }],
    ['newly waived', { status: 'pass' }, { status: 'fail', waived }],
    ['worse', { status: 'fail', count: 2 }, { status: 'fail', count: 3 }],
    ['better', { status: 'fail', count: 3 }, { status: 'fail', count: 2 }],
    ['otherwise', { status: 'pass' }, { status: 'not-applicable' }],
    ['otherwise', { status: 'fail' }, { status: 'unknown' }],
    ['nothing', { status: 'pass', message: 'one' }, { status: 'pass', message: 'two' }],
    ['nothing', { status: 'fail' }, { status: 'fail' }],
  ];
  test.each(cases)('%s: %j, then %j', (kind, before, now) => {
    const [change, ...more] = ruleChanges(runOf([verdict(before)]), runOf([verdict(now)]));
    expect([change?.kind ?? 'nothing', more]).toEqual([kind, []]);
  });

  test('new, removed, and changed where the contract is another', () => {
    const [one, two] = [verdict({ rule: 'a' }), verdict({ rule: 'b' })];
    expect(ruleChanges(runOf([one]), runOf([two])).map(({ kind, rule }) => [kind, rule])).toEqual([
      ['new rule', 'b'],
      ['removed rule', 'a'],
    ]);
    const [strict, lax] = [verdict({ expected: 'at most 31' }), verdict({ expected: 'at most 99' })];
    expect(ruleChanges(runOf([strict]), runOf([lax]))).toEqual([]);
    expect(ruleChanges(runOf([strict]), runOf([lax], 'b'))).toMatchObject([
      { kind: 'changed rule', demandsOther: true },
    ]);
    expect(
      ruleChanges(
        runOf([verdict({ status: 'fail' })]),
        runOf([verdict({ status: 'fail', severity: 'warn' })], 'b'),
      ),
    ).toMatchObject([{ kind: 'changed rule', demandsOther: true }]);
  });

  test('what is in one run and not in the other is told, and of a run and itself nothing', () => {
    fc.assert(
      fc.property(randomRun, randomRun, (left, right) => {
        expect(ruleChanges(left, left)).toEqual([]);
        const told = ruleChanges(left, right);
        expect(told.map(({ kind }) => changeKinds.indexOf(kind))).toEqual(
          told.map(({ kind }) => changeKinds.indexOf(kind)).toSorted((a, b) => a - b),
        );
        const names = (run: Run): Set<string> => new Set(run.verdicts.map(({ rule }) => rule));
        expect(new Set(told.filter(({ kind }) => kind === 'new rule').map(({ rule }) => rule))).toEqual(
          without(names(right), names(left)),
        );
        expect(new Set(told.filter(({ kind }) => kind === 'removed rule').map(({ rule }) => rule))).toEqual(
          without(names(left), names(right)),
        );
      }),
      { seed: 61, numRuns: 200 },
    );
  });
});

test('a run is compared with the one of its dataset and scope', () => {
  const whole: Run = { ...scoped, id: 'r2', subject: { ...admitted.subject, name: 'orders' } };
  expect(earlierOf(scoped, [admitted, whole, scoped], false)?.id).toBe('r8');
  expect(earlierOf(scoped, [admitted, whole], false)?.id).toBe('r2');
  expect(earlierOf(scoped, [admitted], false)).toBeUndefined();
  const onDay = (id: string, day: number): Run => ({
    ...scoped,
    id,
    subject: { ...scoped.subject, scope: { where: `day = ${day}`, asWritten: 'day = ${var:day}' } },
  });
  expect(earlierOf(onDay('r4', 2), [whole, onDay('r3', 1)], false)?.id).toBe('r3');
  expect(earlierOf(scoped, [admitted], true)?.id).toBe('r7');
});

describe('md since a base', () => {
  test('says what has changed', async () => {
    await expect(md.render([blocked], { base: [base] })).toMatchFileSnapshot(
      '../golden/report/blocked-since-base.md.md',
    );
    await expect(
      md.render([admitted, scoped, failed], {
        base: [admitted, { ...admitted, subject: { ...admitted.subject, name: 'plants' } }],
      }),
    ).toMatchFileSnapshot('../golden/report/several-since-base.md.md');
  });

  test('keeps its tables, whatever is in the runs', () => {
    const check = (left: Run, right: Run): void => {
      const told = md.render([right], { base: [left] });
      expect(told).toContain('**Since the base**');
      for (const row of told.split('\n').filter((line) => line.startsWith('| '))) {
        const bars = [...row.replaceAll('\\\\', '').replaceAll('\\|', '').matchAll(/\|/g)].length;
        expect([5, 6], row).toContain(bars);
      }
    };
    check(hostileRun, blocked);
    check(blocked, hostileRun);
    fc.assert(fc.property(randomRun, randomRun, check), { seed: 62, numRuns: 200 });
  });

  test('still fits a comment', () => {
    const wordy = (status: Verdict['status'], contract: string): Run =>
      runOf(
        Array.from({ length: 900 }, (_unused, index) =>
          verdict({
            rule: `readings.c${index}/range`,
            status,
            message: '_'.repeat(2000),
            expected: contract.repeat(900),
          }),
        ),
        contract,
      );
    const told = md.render([wordy('fail', 'b'), wordy('fail', 'b')], { base: [wordy('pass', 'a')] });
    expect(told.length).toBeLessThan(65_536);
    expect(told).toMatch(/\d+ more changes/);
  });
});
