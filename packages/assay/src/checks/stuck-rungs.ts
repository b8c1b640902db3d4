import { type Cell, millisOf, numberOf } from '../domain/cell.ts';
import { temporalKinds } from '../domain/column.ts';
import { constantRuns, type OneRun } from '../metrics/constant-runs.ts';
import { countWhere } from '../metrics/count-where.ts';
import { durationSoFar, startsRun } from '../metrics/in-order.ts';
import { longestRun } from '../metrics/longest-run.ts';
import { ask } from '../metrics/request.ts';
import { rows } from '../metrics/rows.ts';
import { and, compare, number } from '../sql/expression.ts';
import { type CheckContext, fail, pass, type Rung, rung } from './check.ts';
import { lengthText } from './duration.ts';
import { askEach, groupEvidence, groupText } from './groups.ts';
import { needsOf } from './needs.ts';
import { type Sequence, type Sequences, sequencesOf } from './sequence.ts';
import { isStuck, limitText, runOf, type StuckAtParams } from './stuck-params.ts';
import { plural, shortCell, spanText } from './words.ts';

const shownRuns = 10;

/** How long a run is, in what its limit is in. */
const lengthOf = (
  { readings, from, to }: OneRun,
  { maxRun, maxDuration }: StuckAtParams,
  { order }: Sequence,
): { readonly words: string; readonly observed: number } => {
  const isTime = temporalKinds.includes(order.kind);
  const placeOf = (cell: Cell): number =>
    (isTime ? (millisOf(cell) ?? Number.NaN) / 1000 : numberOf(cell)) ?? Number.NaN;
  const duration = placeOf(to) - placeOf(from);
  const isKnown = maxDuration !== undefined && Number.isFinite(duration);
  const parts = [
    ...(maxRun === undefined && isKnown ? [] : [plural(readings, 'reading')]),
    ...(isKnown ? [lengthText(duration, order.kind)] : []),
  ];
  return { words: parts.join(', '), observed: maxRun === undefined && isKnown ? duration : readings };
};

const runText = (run: OneRun, stuck: StuckAtParams, sequence: Sequence, name: string): string => {
  const { key, value, from, to } = run;
  const who = sequence.per.length === 0 ? name : groupText(sequence.per, key);
  return `${who} stays ${shortCell(value)} for ${lengthOf(run, stuck, sequence).words} (limit ${limitText(stuck, sequence)}), ${spanText(from, to)}`;
};

/** Proven where no group's longest run is over the limit and no two rows of a group share a time. */
const runProof = (stuck: StuckAtParams, context: CheckContext, sequence: Sequence): Rung[] => {
  const { maxRun, maxDuration, tolerance } = stuck;
  if (maxRun === undefined || maxDuration !== undefined) return [];
  const asked = {
    column: context.subject.name,
    order: sequence.order.name,
    ...(tolerance === undefined ? {} : { tolerance }),
  };
  const each = askEach(longestRun, asked, sequence.per);
  return [
    rung('cheap', needsOf(each.request), (values) => {
      const { groups, truncated } = each.in(values);
      if (truncated || groups.some(({ value }) => value.ties > 0 || value.longest > maxRun)) return undefined;
      const longest = groups.reduce((most, { value }) => Math.max(most, value.longest), 0);
      return pass(
        `longest constant run ${plural(longest, 'reading')} (limit ${limitText(stuck, sequence)})`,
        { observed: longest, count: 0 },
      );
    }),
  ];
};

/** One pass that proves a limit on the duration: no row is that far from the beginning of its run. */
const durationProof = (stuck: StuckAtParams, context: CheckContext, sequence: Sequences): Rung[] => {
  const { maxRun, maxDuration } = stuck;
  if (maxDuration === undefined || maxRun !== undefined) return [];
  const run = runOf(stuck, context, sequence);
  const over = compare(durationSoFar(run, sequence.order), '>', number(maxDuration));
  return [
    rung('cheap', { over: ask(countWhere, { condition: over }) }, ({ over: count }) =>
      count === 0
        ? pass(`no value stays the same for more than ${limitText(stuck, sequence)}`, { count: 0 })
        : undefined,
    ),
  ];
};

const counts = (stuck: StuckAtParams, context: CheckContext, sequence: Sequences): Rung => {
  const condition = isStuck(stuck, context);
  const run = runOf(stuck, context, sequence);
  return rung(
    'exact',
    {
      count: ask(countWhere, { condition }),
      runs: ask(countWhere, { condition: and(startsRun(run), condition) }),
      rows: ask(rows, {}),
      worst: ask(constantRuns, { run, condition, limit: shownRuns }),
    },
    ({ count, runs, rows: total, worst }) => {
      const [longest] = worst;
      if (count === 0 || longest === undefined) {
        return pass(`no value stays the same for more than ${limitText(stuck, sequence)}`, {
          count: 0,
          total,
        });
      }
      const more = runs > 1 ? `; ${plural(runs - 1, 'more run')}, ${plural(count, 'reading')} in all` : '';
      return fail(`${runText(longest, stuck, sequence, context.subject.name)}${more}`, {
        observed: lengthOf(longest, stuck, sequence).observed,
        count,
        total,
        evidence: {
          runs: worst.map(({ key, ...rest }) => ({ ...groupEvidence(sequence.per, key), ...rest })),
        },
      });
    },
  );
};

/** The proofs that no run is too long, the cheapest first. */
export const stuckRungs = (stuck: StuckAtParams, context: CheckContext): readonly Rung[] => {
  const sequence = sequencesOf(stuck, context);
  return [
    ...runProof(stuck, context, sequence),
    ...durationProof(stuck, context, sequence),
    counts(stuck, context, sequence),
  ];
};
