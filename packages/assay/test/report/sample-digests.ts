import type { Digest } from '../../src/domain/digest.ts';
import { type DigestParts, digestOf } from '../../src/domain/digest-of.ts';
import type { DayOfRuns, RuleLately } from '../../src/domain/lately.ts';

const at = (day: number): string => new Date(Date.UTC(2026, 2, day, 6)).toISOString();
const noon = (day: number): string => new Date(Date.UTC(2026, 2, day, 12)).toISOString();

const dayOf = (name: string, day: number, last: Partial<DayOfRuns['last']> = {}): DayOfRuns => {
  const decision = last.decision === undefined ? 'admit' : last.decision;
  return {
    name,
    span: at(day) >= noon(15) ? 'week' : at(day) >= noon(8) ? 'before' : 'earlier',
    day: at(day).slice(0, 10),
    runs: 1,
    admitted: decision === 'admit' ? 1 : 0,
    warned: 0,
    blocked: decision === 'block' ? 1 : 0,
    couldNotRun: decision === null ? 1 : 0,
    quarantined: decision === 'block' ? 12 : 0,
    last: { id: `${name}${day}`, at: at(day), decision, rows: 1000 + day * 10, score: 1, ...last },
  };
};

const days = (name: string, from: number, to: number, last?: (day: number) => Partial<DayOfRuns['last']>) =>
  Array.from({ length: to - from + 1 }, (_none, index) => dayOf(name, from + index, last?.(from + index)));

const ruleOf = (
  id: number,
  rule: string,
  before: string,
  week: string,
  given: Partial<RuleLately> = {},
): RuleLately => ({
  id,
  name: 'readings',
  rule,
  severity: 'error',
  before: { letters: before, counts: [...before].map((letter) => (letter === 'f' ? 2 : 0)) },
  week: { letters: week, counts: [...week].map((letter, index) => (letter === 'f' ? 10 + index : 0)) },
  lastRun: 'r22',
  ...given,
});

const partsOf = (given: Partial<DigestParts>): DigestParts => ({
  now: noon(22),
  days: 7,
  from: noon(15),
  before: noon(8),
  names: [],
  runs: [],
  rules: [],
  since: [],
  waivers: [],
  statuses: new Map(),
  ...given,
});

export const quietDigest: Digest = digestOf(partsOf({ runs: days('readings', 1, 22) }));

const fresh = { heldAt: at(18), openAt: at(19) };

const badWeek = partsOf({
  runs: [
    ...days('readings', 1, 22, (day) => (day > 18 ? { decision: 'block', score: 0.9 - day / 1000 } : {})),
    ...days('heartbeat', 1, 16),
    ...days('orders', 1, 22),
    ...days('suppliers', 10, 22, (day) => (day > 20 ? { decision: null } : {})),
  ],
  rules: [
    ruleOf(1, 'readings.temp/range', 'ppppppp', 'pppffff', fresh),
    ruleOf(2, 'readings.unit/pattern', 'ppppppp', 'pfpfpff', { ...fresh, severity: 'warn' }),
    ruleOf(3, 'readings.batch/required', 'fffffff', 'fffffff', { openAt: at(9) }),
    ruleOf(4, 'readings/volume', 'uuuuuuu', 'uuuuuuu', { openAt: at(9), severity: 'warn' }),
    ruleOf(5, 'readings/size', 'ppppppp', 'ppppfpp', { heldAt: at(22) }),
    ruleOf(6, 'readings.phone/pattern', 'fffffff', 'fpppppp', { heldAt: at(22) }),
    ruleOf(7, 'readings.gone/range', 'ppppfff', ''),
  ],
  since: [{ id: 3, name: 'readings', at: at(-40), orLonger: false }],
  waivers: [
    {
      rule: 'readings.batch/required',
      until: '2026-03-20',
      owner: 'ana',
      reason: 'the supplier mends the labels',
    },
    { rule: 'orders.amount/range', until: '2026-03-24', owner: 'bo', reason: 'credit notes are negative' },
    { rule: 'orders.id/unique', until: '2026-12-31', owner: 'bo', reason: 'later' },
  ],
  statuses: new Map([
    ['readings.batch/required', 'fail'],
    ['orders.amount/range', 'pass'],
  ] as const),
});

/** A digest of everything there is. */
export const badDigest: Digest = ((digest: Digest): Digest => ({
  ...digest,
  rules: digest.rules.map((rule) =>
    rule.rule === 'readings.temp/range' ? { ...rule, message: '13 values above 31 of 1,220 (1.1 %)' } : rule,
  ),
  datasets: digest.datasets.map((dataset) =>
    dataset.last.decision === null ? { ...dataset, reason: 'no file matches suppliers.csv' } : dataset,
  ),
}))(digestOf(badWeek));

/** Of more rules than a digest holds, and of many datasets. */
export const wideDigest: Digest = digestOf({
  ...badWeek,
  runs: [
    ...badWeek.runs,
    ...Array.from({ length: 60 }, (_none, at) => days(`other_dataset_${at}`, 10, 22)).flat(),
  ],
  rules: [
    ...badWeek.rules,
    ...Array.from({ length: 238 }, (_none, index) =>
      ruleOf(100 + index, `readings.a_column_with_a_long_name_${index}/range`, 'ppppppp', 'ppppppf', fresh),
    ),
  ],
});

const hostile = '<b>"; | `x` \u202e\u001b[31m $(rm) 🌡 [a](http://x.example) @all';

/** Of names that break formats. */
export const hostileDigest: Digest = ((digest: Digest): Digest => ({
  ...digest,
  rules: digest.rules.map((rule) => ({ ...rule, message: hostile })),
  datasets: digest.datasets.map((dataset) => ({ ...dataset, reason: hostile })),
}))(
  digestOf({
    ...badWeek,
    names: [hostile],
    runs: badWeek.runs.map((day) => ({ ...day, name: hostile, scope: hostile })),
    rules: badWeek.rules.map((rule) => ({
      ...rule,
      name: hostile,
      scope: hostile,
      rule: `${rule.rule}${hostile}`,
    })),
    since: [],
    waivers: badWeek.waivers.map((waiver) => ({ ...waiver, owner: hostile, reason: hostile })),
  }),
);
