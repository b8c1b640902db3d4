import { describe, expect, test } from 'vitest';
import { digestSchema } from '../../src/domain/digest.ts';
import { type DigestParts, digestOf } from '../../src/domain/digest-of.ts';
import {
  directionOf,
  headlineOf,
  missingFacts,
  ruleFacts,
  waiverFacts,
} from '../../src/domain/digest-words.ts';
import type { DayOfRuns, RuleLately } from '../../src/domain/lately.ts';

const at = (day: number): string => new Date(Date.UTC(2026, 2, day, 6)).toISOString();
const now = new Date(Date.UTC(2026, 2, 22, 12)).toISOString();
const [from, before] = [
  new Date(Date.UTC(2026, 2, 15, 12)).toISOString(),
  new Date(Date.UTC(2026, 2, 8, 12)).toISOString(),
];

const dayOf = (
  day: number,
  given: Partial<DayOfRuns> = {},
  last: Partial<DayOfRuns['last']> = {},
): DayOfRuns => ({
  name: 'readings',
  span: at(day) >= from ? 'week' : at(day) >= before ? 'before' : 'earlier',
  day: at(day).slice(0, 10),
  runs: 1,
  admitted: 1,
  warned: 0,
  blocked: 0,
  couldNotRun: 0,
  quarantined: 0,
  last: { id: `r${day}`, at: at(day), decision: 'admit', rows: 100, score: 1, ...last },
  ...given,
});

const ruleOf = (
  letters: readonly [before: string, week: string],
  given: Partial<RuleLately> = {},
): RuleLately => ({
  id: 1,
  name: 'readings',
  rule: 'readings.temp/range',
  severity: 'error',
  before: { letters: letters[0], counts: [] },
  week: { letters: letters[1], counts: [] },
  lastRun: 'r22',
  ...given,
});

const partsOf = (given: Partial<DigestParts> = {}): DigestParts => ({
  now,
  days: 7,
  from,
  before,
  names: [],
  runs: Array.from({ length: 22 }, (_none, index) => dayOf(index + 1)),
  rules: [],
  since: [],
  waivers: [],
  statuses: new Map(),
  ...given,
});

const kindOf = (letters: readonly [string, string], given: Partial<RuleLately> = {}): string | undefined =>
  digestOf(partsOf({ rules: [ruleOf(letters, given)] })).rules[0]?.kind;

describe('a rule', () => {
  test.each([
    ['pppp', 'ppff', { heldAt: at(18), openAt: at(19) }, 'newly failing'],
    ['', 'ff', { openAt: at(20) }, 'newly failing'],
    ['pppp', 'ppuu', { heldAt: at(18), openAt: at(19) }, 'newly failing'],
    ['ppff', 'ffff', { heldAt: at(10), openAt: at(11) }, 'still failing'],
    ['ffff', 'fuff', { openAt: at(9) }, 'still failing'],
    ['wwww', 'wfff', { openAt: at(9) }, 'still failing'],
    ['uuuu', 'uuuu', { openAt: at(9) }, 'not judged'],
    ['pppp', 'pfpfpp', { heldAt: at(21) }, 'flapping'],
    ['pppp', 'pfpfff', { heldAt: at(18), openAt: at(19) }, 'flapping'],
    ['ppff', '', {}, 'no longer judged'],
    ['ffff', 'ppp', { heldAt: at(21) }, 'newly passing'],
    ['ffff', 'fnn', { heldAt: at(21) }, 'newly passing'],
    ['pppp', 'pffp', { heldAt: at(21) }, 'failed meanwhile'],
    ['pfpp', 'pppp', { heldAt: at(21) }, undefined],
    ['ffff', 'ffww', { openAt: at(9) }, undefined],
    ['pwpw', 'pwpwp', { heldAt: at(21) }, undefined],
    ['pppp', '', {}, undefined],
  ] as const)('%j, then %j with %j is %s', (was, is, given, kind) => {
    expect(kindOf([was, is], given)).toBe(kind);
  });

  test('is not gone where no run of its dataset decided', () => {
    const runs = [dayOf(10), dayOf(20, { couldNotRun: 1, admitted: 0 }, { decision: null })];
    expect(digestOf(partsOf({ runs, rules: [ruleOf(['ff', ''])] })).rules).toEqual([]);
  });

  test('that never was in order is failing since what was found further back', () => {
    const rule = ruleOf(['ff', 'fff'], { openAt: at(9) });
    const known = digestOf(
      partsOf({ rules: [rule], since: [{ id: 1, name: 'readings', at: at(-90), orLonger: false }] }),
    );
    expect(known.rules[0]).toMatchObject({ kind: 'still failing', since: at(-90), orLonger: false });
    const bounded = digestOf(
      partsOf({ rules: [rule], since: [{ id: 1, name: 'readings', at: at(-90), orLonger: true }] }),
    );
    expect(bounded.rules[0]).toMatchObject({ since: at(-90), orLonger: true });
    const unknown = digestOf(partsOf({ rules: [rule] })).rules[0];
    expect(unknown && ruleFacts(unknown)).toBe('since 2026-03-09 06:00 or longer, failed in 3 of 3 runs');
  });

  test('of one scope is none of another', () => {
    const rule = ruleOf(['', 'ff'], { openAt: at(20), scope: 'site = 1' });
    const since = [{ id: 1, name: 'readings', at: at(-90), orLonger: false }];
    expect(digestOf(partsOf({ rules: [rule], since })).rules[0]?.kind).toBe('newly failing');
  });

  test('tells how many exceptions it had a week before', () => {
    const found = digestOf(
      partsOf({
        rules: [
          ruleOf(['ff', 'ff'], {
            heldAt: at(8),
            openAt: at(9),
            before: { letters: 'ff', counts: [1, 12] },
            week: { letters: 'ff', counts: [40, 1502] },
          }),
        ],
      }),
    );
    expect(found.rules.map(ruleFacts)).toEqual([
      'since 2026-03-09 06:00, failed in 2 of 2 runs, 1,502 exceptions, 12 before',
    ]);
  });
});

test('rules stand by kind, severity and share of failures; what is beyond is counted', () => {
  const fresh = { heldAt: at(16), openAt: at(17) };
  const many = Array.from({ length: 205 }, (_none, id) =>
    ruleOf(['p', 'pff'], { ...fresh, id: 100 + id, rule: `r/many${id}`, severity: 'info' }),
  );
  const digest = digestOf(
    partsOf({
      rules: [
        ...many,
        ruleOf(['ff', 'ff'], { id: 1, rule: 'r/still', heldAt: at(8), openAt: at(9) }),
        ruleOf(['p', 'pff'], { ...fresh, id: 2, rule: 'r/warn', severity: 'warn' }),
        ruleOf(['p', 'pff'], { ...fresh, id: 3, rule: 'r/error' }),
        ruleOf(['p', 'fff'], { ...fresh, id: 4, rule: 'r/always' }),
      ],
    }),
  );
  expect(digest.rules.slice(0, 4).map(({ rule }) => rule)).toEqual([
    'r/always',
    'r/error',
    'r/warn',
    'r/many0',
  ]);
  expect([
    digest.rules.length,
    digest.leftOut.rules,
    digest.kinds['newly failing'],
    digest.kinds['still failing'],
  ]).toEqual([101, 108, 208, 1]);
  expect(digestSchema.parse(digest)).toEqual(digest);
});

describe('a dataset', () => {
  const silentIn = (days: readonly number[]) =>
    digestOf(partsOf({ runs: days.map((day) => dayOf(day)) })).datasets[0]?.silent;

  test.each([
    ['every day until a week ago', [10, 11, 12, 13, 14, 15], { days: 7, usualDays: 1 }],
    ['every day until yesterday', [17, 18, 19, 20, 21], undefined],
    ['on working days, with a weekend behind it', [9, 10, 11, 12, 13, 16, 17, 18, 19], undefined],
    ['every week, with one left out', [-20, -13, -6, 1, 7], { days: 15, usualDays: 7 }],
    ['three times only', [1, 2, 3], undefined],
  ])('that had runs %s', (_what, days, silent) => {
    expect(silentIn(days)).toEqual(silent);
  });

  test('tells why it is missing', () => {
    const runs = [
      ...[10, 11, 12, 13].map((day) => dayOf(day)),
      dayOf(14, { couldNotRun: 1 }, { decision: null }),
    ];
    const [dataset] = digestOf(partsOf({ runs })).datasets;
    expect(dataset && missingFacts({ ...dataset, reason: 'no file matches' })).toBe(
      'no run for 8 days, usually every day; last 2026-03-14 06:00; could not run: no file matches',
    );
  });

  test('without a run in the week, whose last one before it could not be done, says no number of runs', () => {
    const runs = [dayOf(12, { couldNotRun: 1, admitted: 0 }, { decision: null })];
    expect(digestOf(partsOf({ runs })).datasets.map(missingFacts)).toEqual([
      'could not run, last 2026-03-12 06:00',
    ]);
  });

  test('has one point of its trend a day, also of the day on which the week began', () => {
    const evening = { at: at(15).replace('T06', 'T18'), rows: 120 };
    const runs = [dayOf(14), dayOf(15), dayOf(15, { span: 'week' }, evening), dayOf(16)];
    const [dataset] = digestOf(partsOf({ runs })).datasets;
    expect(dataset?.trend.map(({ day, rows }) => [day, rows])).toEqual([
      ['2026-03-14', 100],
      ['2026-03-15', 120],
      ['2026-03-16', 100],
    ]);
    expect(dataset).toMatchObject({ runs: 2, runsBefore: 2 });
  });

  test('shows what stood at the end of both weeks, and counts what was quarantined', () => {
    const runs = [
      dayOf(10, { quarantined: 4 }, { rows: 90, score: 0.9 }),
      dayOf(16, { quarantined: 3 }),
      dayOf(20, { blocked: 1, admitted: 0 }, { decision: 'block', rows: 120, score: 0.7 }),
    ];
    const digest = digestOf(partsOf({ runs }));
    expect(digest.datasets[0]).toMatchObject({
      runs: 2,
      runsBefore: 1,
      blocked: 1,
      quarantined: 3,
      quarantinedBefore: 4,
      rows: 120,
      rowsBefore: 90,
      score: 0.7,
      scoreBefore: 0.9,
    });
    expect(digest.scores).toEqual({ up: 0, down: 1 });
    expect(digest.week).toMatchObject({ datasets: 1, runs: 2, blocked: 1, quarantined: 3 });
  });

  test('that is silent or could not run stands before a blocked one, and that before the others', () => {
    const line = (name: string, last: Partial<DayOfRuns['last']>) => dayOf(21, { name }, last);
    const runs = [
      ...[9, 10, 11, 12].map((day) => dayOf(day, { name: 'silent' })),
      line('fine', {}),
      line('blocked', { decision: 'block' }),
      line('lost', { decision: null }),
    ];
    expect(digestOf(partsOf({ runs })).datasets.map(({ name }) => name)).toEqual([
      'silent',
      'lost',
      'blocked',
      'fine',
    ]);
  });
});

test('datasets that are missing are counted, also those beyond the ones that are shown', () => {
  const lost = Array.from({ length: 250 }, (_none, index) =>
    dayOf(20, { name: `lost${index}`, couldNotRun: 1, admitted: 0 }, { decision: null }),
  );
  const silent = [9, 10, 11, 12].map((day) => dayOf(day, { name: 'silent' }, { decision: null }));
  const digest = digestOf(partsOf({ runs: [...lost, ...silent, dayOf(20)] }));
  expect(digest.missing).toEqual({ silent: 1, couldNotRun: 251, either: 251 });
  expect(headlineOf(digest)).toBe('Worse: 1 dataset without a run, 251 datasets that could not be checked.');
  expect([digest.datasets.length, digest.leftOut.datasets]).toEqual([200, 52]);
});

test('waivers about to end are told, and ended ones where their rule fails', () => {
  const waiver = (rule: string, until: string) => ({ rule, until, owner: 'ana', reason: 'known' });
  const digest = digestOf(
    partsOf({
      waivers: [
        waiver('soon', '2026-03-30'),
        waiver('today', '2026-03-22'),
        waiver('later', '2026-06-01'),
        waiver('ended', '2026-03-21'),
        waiver('mended', '2026-03-01'),
        waiver('renewed', '2026-03-01'),
        waiver('renewed', '2026-05-01'),
      ],
      statuses: new Map([
        ['soon', 'pass'],
        ['today', 'fail'],
        ['ended', 'fail'],
        ['mended', 'pass'],
        ['renewed', 'fail'],
      ] as const),
    }),
  );
  expect(digest.waivers.map((one) => [one.rule, waiverFacts(one)])).toEqual([
    ['ended', 'ended on 2026-03-21, and the rule fails'],
    ['today', 'ends today'],
    ['soon', 'ends in 8 days (2026-03-30), the rule is in order'],
  ]);
  expect(digest.waiversStanding).toBe(2);
});

test('the headline says whether things got worse', () => {
  const quiet = digestOf(partsOf());
  expect([directionOf(quiet), headlineOf(quiet)]).toEqual(['steady', 'Nothing has changed.']);
  const none = digestOf(partsOf({ runs: [] }));
  expect(headlineOf(none)).toBe('There was no run.');
  const gone = digestOf(partsOf({ rules: [ruleOf(['ff', ''])] }));
  expect([directionOf(gone), headlineOf(gone)]).toEqual(['worse', 'Worse: 1 failing rule no longer judged.']);
  const meanwhile = digestOf(partsOf({ rules: [ruleOf(['pp', 'pfp'], { heldAt: at(21) })] }));
  expect([directionOf(meanwhile), headlineOf(meanwhile)]).toEqual([
    'steady',
    'As before: 1 rule that failed meanwhile.',
  ]);
  const better = digestOf(partsOf({ rules: [ruleOf(['ff', 'pp'], { heldAt: at(21) })] }));
  expect([directionOf(better), headlineOf(better)]).toEqual(['better', 'Better: 1 rule in order again.']);
  const worse = digestOf(partsOf({ rules: [ruleOf(['pp', 'ff'], { heldAt: at(10), openAt: at(17) })] }));
  expect([directionOf(worse), headlineOf(worse)]).toEqual(['worse', 'Worse: 1 rule newly failing.']);
});
