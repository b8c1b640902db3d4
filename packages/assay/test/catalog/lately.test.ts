import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/domain/run.ts';
import { catalogPerTest } from './catalog-per-test.ts';
import { places } from './places.ts';
import { named, sampleRun, sampleVerdict } from './sample-run.ts';

const at = (day: number, hour = 6): string => new Date(Date.UTC(2026, 2, day, hour)).toISOString();

const times = { earlier: at(1), before: at(8, 12), week: at(15, 12), to: at(22, 12) };

const runOf = (day: number, status: 'pass' | 'fail' | 'unknown', given: Partial<Run> = {}): Run =>
  sampleRun({
    id: `r${day}`,
    now: at(day),
    decision: status === 'pass' ? 'admit' : 'block',
    ...named('readings', { rows: day * 100 }),
    verdicts: [
      sampleVerdict({ status, count: status === 'fail' ? day : 0, total: day * 100, severity: 'warn' }),
      sampleVerdict({ rule: 'readings.temp/required' }),
    ],
    ...given,
  });

describe.each(places)('the last weeks of a catalog on $name', ({ begin }) => {
  const here = catalogPerTest(begin);
  const store = async (...runs: readonly Run[]): Promise<void> => {
    for (const run of runs) await here.catalog.runs.save(run);
  };

  test('tell of each day how many runs there were, and how the newest of it went', async () => {
    await store(
      runOf(20, 'pass'),
      runOf(20, 'fail', { id: 'later', now: at(20, 9), quarantine: { rows: 7, capped: false } }),
      runOf(20, 'pass', { id: 'lost', now: at(20, 8), decision: null, verdicts: [] }),
      runOf(10, 'pass'),
      runOf(3, 'pass'),
      runOf(23, 'pass'),
    );
    const days = await here.catalog.runs.days(times);
    expect(days.map(({ day, span }) => [day, span])).toEqual([
      ['2026-03-03', 'earlier'],
      ['2026-03-10', 'before'],
      ['2026-03-20', 'week'],
    ]);
    expect(days[2]).toEqual({
      name: 'readings',
      span: 'week',
      day: '2026-03-20',
      runs: 3,
      admitted: 1,
      warned: 0,
      blocked: 1,
      couldNotRun: 1,
      quarantined: 7,
      last: { id: 'later', at: at(20, 9), decision: 'block', rows: 2000, score: 1 },
    });
    expect(await here.catalog.runs.days(times, ['orders'])).toEqual([]);
  });

  test('tell of each rule that was not always in order what it found, in the order of the clock', async () => {
    await store(
      runOf(17, 'fail'),
      runOf(10, 'pass'),
      runOf(12, 'unknown'),
      runOf(18, 'pass'),
      runOf(16, 'pass'),
    );
    await store(runOf(20, 'fail'), runOf(22, 'unknown'));
    const [rule, ...others] = await here.catalog.runs.rulesLately(times);
    expect(others).toEqual([]);
    expect(rule).toMatchObject({
      name: 'readings',
      rule: 'readings.temp/range',
      severity: 'warn',
      before: { letters: 'pu', counts: [0, 0] },
      week: { letters: 'pfpfu', counts: [0, 17, 0, 20, 0] },
      heldAt: at(18),
      openAt: at(20),
      lastRun: 'r22',
    });
  });

  test('keep waived failures and scopes apart', async () => {
    const waived = { until: '2026-04-01', owner: 'ana', reason: 'known' };
    const scope = { where: "day = '20'", asWritten: 'day = ${var:day}' };
    await store(
      runOf(17, 'fail', {
        decision: 'admit',
        verdicts: [sampleVerdict({ status: 'fail', waived }), sampleVerdict({ rule: 'readings.b/x' })],
      }),
      runOf(20, 'fail', named('readings', { scope })),
      runOf(21, 'pass', named('readings', { scope: { ...scope, where: "day = '21'" } })),
    );
    const found = await here.catalog.runs.rulesLately(times);
    expect(found.map(({ scope: own, week, heldAt }) => [own, week.letters, heldAt])).toEqual(
      expect.arrayContaining([
        [undefined, 'w', undefined],
        [scope.asWritten, 'fp', at(21)],
      ]),
    );
    expect((await here.catalog.runs.days(times)).map(({ scope: own }) => own)).toEqual(
      expect.arrayContaining([undefined, scope.asWritten, scope.asWritten]),
    );
  });

  test('tell since when a rule has been open, however long ago', async () => {
    await store(runOf(-200, 'pass'), runOf(-100, 'fail'), runOf(10, 'unknown'), runOf(20, 'fail'));
    const rules = await here.catalog.runs.rulesLately(times);
    expect(rules[0]?.heldAt).toBeUndefined();
    expect(await here.catalog.runs.openSince(rules, times.to)).toEqual([
      { id: rules[0]?.id, name: 'readings', at: at(-100), orLonger: false },
    ]);
  });

  test('look back no further than the beginning of what is open, and say where it may be longer', async () => {
    const many = Array.from({ length: 60 }, (_none, index) =>
      runOf(20, index === 0 ? 'pass' : 'fail', { id: `m${index}`, now: at(20, index / 10) }),
    );
    await store(...many);
    const rules = await here.catalog.runs.rulesLately(times);
    expect(await here.catalog.runs.openSince(rules, times.to)).toMatchObject([
      { at: at(20, 0.1), orLonger: false },
    ]);
    expect(await here.catalog.runs.openSince(rules, at(1))).toEqual([]);
  });

  test('tell what rules found last, up to a time', async () => {
    await store(runOf(10, 'fail'), runOf(20, 'pass'), runOf(25, 'fail'));
    const rule = 'readings.temp/range';
    expect(await here.catalog.runs.lastStatuses([rule, 'readings/none'], times.to)).toEqual([
      { name: 'readings', rule, status: 'pass' },
    ]);
    expect(await here.catalog.runs.lastStatuses([rule], at(12))).toEqual([
      { name: 'readings', rule, status: 'fail' },
    ]);
    expect(await here.catalog.runs.lastStatuses([rule], at(1))).toEqual([]);
  });

  test('know how much a rule weighs as its last run had it', async () => {
    await store(runOf(17, 'fail'));
    await store(runOf(18, 'fail', { verdicts: [sampleVerdict({ status: 'fail', severity: 'error' })] }));
    expect((await here.catalog.runs.rulesLately(times))[0]?.severity).toBe('error');
  });
});
