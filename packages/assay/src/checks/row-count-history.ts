import { z } from 'zod';
import { ask } from '../metrics/request.ts';
import { rows } from '../metrics/rows.ts';
import { medianOf } from '../stats/median.ts';
import { type CheckContext, defineCheck, fail, type PastRun, pass, RuleUnknown, rung } from './check.ts';
import { ofOthers, repeatsText } from './same-data.ts';
import { countText, plural, valueText } from './words.ts';

const params = z
  .strictObject({
    /** Percent by which the number may differ from the median of the last runs. */
    within: z.number().positive().optional(),
    /** Robust z (0.6745·|rows − median| / MAD) up to which the number is as usual. */
    z: z.number().positive().optional(),
    /** How many admitted runs are looked at. */
    last: z.int().positive().default(20),
    /** With fewer runs than that, nothing is said. */
    minimumRuns: z.int().min(2).default(5),
  })
  .refine(
    ({ within, z: limit }) => (within === undefined) !== (limit === undefined),
    'one of within (percent) and z',
  );
type HistoryParams = z.infer<typeof params>;

const pastCounts = (
  { last, minimumRuns }: HistoryParams,
  { history, input }: CheckContext,
): readonly number[] => {
  const { others, repeats } = ofOthers(history, (run) => run.input !== undefined && run.input === input);
  const known = others.flatMap(({ rows: count }) => (count === undefined ? [] : [count]));
  if (known.length < minimumRuns)
    throw new RuleUnknown(
      `needs ${minimumRuns} admitted runs with a number of rows, has ${known.length}${repeatsText(repeats)}`,
    );
  return known.slice(-last);
};

const lastRuns = (count: number): string =>
  count === 1 ? 'the last run' : `the last ${countText(count)} runs`;

/** The bounds of what is as usual. A MAD of 0 is taken as half a row, so that equal runs still allow none to differ by more. */
const boundsOf = (
  { within, z: limit }: HistoryParams,
  past: readonly number[],
): readonly [number, number] => {
  const usual = medianOf(past);
  if (limit === undefined) return [usual * (1 - (within ?? 0) / 100), usual * (1 + (within ?? 0) / 100)];
  const mad = Math.max(0.5, medianOf(past.map((count) => Math.abs(count - usual))));
  return [usual - (limit * mad) / 0.6745, usual + (limit * mad) / 0.6745];
};

const run = (index: number, count: number): PastRun => ({
  id: `r${index}`,
  startedAt: `2024-05-0${index + 1}T06:00:00.000Z`,
  rows: count,
});
const pastRuns = [100, 104, 98, 100, 102].map((count, index) => run(index, count));
const threeRows = [[1], [2], [3]];

export const rowCountHistory = defineCheck<HistoryParams>({
  id: 'rowCountHistory',
  summary: 'The number of rows is near that of the last admitted runs.',
  why: 'Half a day of readings passes every rule on values. Only the runs before know how many rows such a batch has.',
  dimension: 'coverage',
  on: 'object',
  params,
  usesHistory: 'runs',
  expected: ({ within, z: limit, last }) =>
    within === undefined
      ? `a robust z of at most ${valueText(limit ?? 0)} against ${lastRuns(last)}`
      : `within ${valueText(within)} % of the median of ${lastRuns(last)}`,
  rungs: (params, context) => {
    const past = pastCounts(params, context);
    const [low, high] = boundsOf(params, past);
    return [
      rung('cheap', { count: ask(rows, {}) }, ({ count }) => {
        const usual = medianOf(past);
        const percent =
          usual === 0
            ? ''
            : ` (${count < usual ? '−' : '+'}${valueText(Math.abs(Math.round((count / usual - 1) * 1000) / 10))} %)`;
        const message = `${plural(count, 'row')}; ${lastRuns(past.length)} had ${countText(Math.min(...past))} to ${countText(Math.max(...past))}, median ${countText(usual)}${percent}`;
        const rest = { observed: count, evidence: { usual, low, high, runs: past.length } };
        return count >= low && count <= high ? pass(message, rest) : fail(message, rest);
      }),
    ];
  },
  examples: [
    {
      title: 'far fewer than usual',
      columns: { a: 'integer' },
      rows: threeRows,
      params: { within: 20 },
      history: pastRuns,
      expect: {
        status: 'fail',
        observed: 3,
        says: '3 rows; the last 5 runs had 98 to 104, median 100 (−97 %)',
      },
    },
    {
      title: 'by robust z',
      columns: { a: 'integer' },
      rows: threeRows,
      params: { z: 3.5, minimumRuns: 3 },
      history: [run(0, 3), run(1, 4), run(2, 2)],
      expect: { status: 'pass', observed: 3 },
    },
    {
      title: 'against the last two of many',
      columns: { a: 'integer' },
      rows: threeRows,
      params: { within: 50, last: 2 },
      history: [...pastRuns, run(5, 4), run(6, 4)],
      expect: { status: 'pass', observed: 3, says: 'the last 2 runs had 4 to 4' },
    },
    {
      title: 'too few runs to say',
      columns: { a: 'integer' },
      rows: threeRows,
      params: { within: 20 },
      history: pastRuns.slice(0, 2),
      expect: { status: 'unknown', says: 'needs 5 admitted runs with a number of rows, has 2' },
    },
  ],
});
