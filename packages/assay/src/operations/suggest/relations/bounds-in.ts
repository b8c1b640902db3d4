import { isNoAccident, logAllHold } from '../../../stats/chance.ts';
import { tailBound, tailSizeOf } from '../../../stats/tail-bound.ts';
import { plainNumber } from '../draft.ts';
import { roundedOut } from '../suggest-range.ts';
import { isCategory, rowsByCode } from './category.ts';
import { withoutCopies } from './copies.ts';
import { explainedIn } from './explained.ts';
import { isMeasured, type NumericColumn, spreadOf } from './numeric.ts';
import { once } from './once.ts';
import type { RowRule } from './row-rule.ts';
import { runsOf } from './runs.ts';
import { distinctIn, type Sample, type SampledColumn } from './sample.ts';
import { decidersIn, thingsMet } from './things-met.ts';
import { isOneOf, nameText } from './written.ts';

const fewestRows = 30;
/** A bound must shut out so large a share of all rows. */
const leastShutOut = 0.5;
/** Another batch crosses a bound with this chance. */
const chance = 1 / 1000;
const most = 8;

interface Bound {
  readonly rule: RowRule;
  readonly shutOut: number;
}

/** The finite numbers of some rows, the smallest first. */
const sortedIn = ({ numbers }: NumericColumn, rows: readonly number[]): Float64Array =>
  Float64Array.from(rows, (row) => numbers[row] ?? Number.NaN)
    .filter(Number.isFinite)
    .sort();

const finiteIn = once(
  ({ numbers }: NumericColumn): Float64Array => numbers.filter((value) => Number.isFinite(value)),
);

const countWithin = (values: Float64Array, bound: number, direction: 1 | -1): number =>
  values.reduce((count, value) => count + Number(value * direction <= bound * direction), 0);

const boundOf = (subject: NumericColumn, sorted: Float64Array, direction: 1 | -1): number | undefined => {
  if (sorted.length < fewestRows) return undefined;
  const kept = tailSizeOf(sorted.length) + 1;
  const outermost = direction === 1 ? sorted.slice(-kept).reverse() : sorted.slice(0, kept);
  const largest = Array.from(outermost, (value) => value * direction);
  const { bound, tail } = tailBound(largest, chance);
  if (tail === 'ceiling') return bound * direction;
  if (tail !== 'light') return undefined;
  return roundedOut(
    bound * direction,
    spreadOf(subject),
    direction,
    subject.looked.column.kind === 'integer',
  );
};

const boundsOf = (
  category: SampledColumn,
  code: number,
  subject: NumericColumn,
  tried: number,
  deciders: readonly SampledColumn[],
): readonly Bound[] => {
  const where = isOneOf(category.name, [category.values[code] ?? null]);
  const rows = rowsByCode(category).get(code) ?? [];
  if (where === undefined || rows.length < fewestRows) return [];
  const [all, sorted] = [finiteIn(subject), sortedIn(subject, rows)];
  return ([1, -1] as const).flatMap((direction): readonly Bound[] => {
    const extreme = direction === 1 ? sorted.at(-1) : sorted[0];
    if (extreme === undefined || countWithin(all, extreme, direction) > all.length * (1 - leastShutOut))
      return [];
    const bound = boundOf(subject, sorted, direction);
    if (bound === undefined) return [];
    const inside = countWithin(all, bound, direction);
    const shutOut = 1 - inside / all.length;
    const met = thingsMet(rows, runsOf(category), deciders);
    if (shutOut < leastShutOut || !isNoAccident(logAllHold(inside, all.length, met), tried)) return [];
    const side = direction === 1 ? '<=' : '>=';
    return [
      {
        shutOut,
        rule: {
          kind: 'bound',
          columns: [category.name, subject.name],
          among: `${where} ${direction === 1 ? 'max' : 'min'}`,
          expression: `${nameText(subject.name)} ${side} ${plainNumber(bound)}`,
          where,
          reason: `${Math.round(shutOut * 100)} % of all rows lie beyond that; the margin covers sampling error`,
          sure: true,
        },
      },
    ];
  });
};

/** Bounds of numbers that hold where a category has one value, and shut out most other rows; the tightest first. */
export const boundsIn = (sample: Sample, confidential: ReadonlySet<string>): readonly RowRule[] => {
  const columns = withoutCopies(sample).columns.filter(
    ({ name }) => !confidential.has(name) && sample.unsettled?.has(name) !== true,
  );
  const categories = columns.filter(isCategory);
  const subjects = columns.filter((one): one is NumericColumn => isMeasured(one));
  const isExplained = explainedIn(sample);
  const tried = categories.reduce((sum, one) => sum + distinctIn(one), 0) * Math.max(1, subjects.length) * 2;
  return categories
    .flatMap((category) =>
      subjects
        .filter((subject) => subject !== category && !isExplained(category.name, subject.name))
        .flatMap((subject) =>
          category.values.flatMap((_value, code) =>
            code === 0 ? [] : boundsOf(category, code, subject, tried, decidersIn(sample)(subject)),
          ),
        ),
    )
    .toSorted((left, right) => right.shutOut - left.shutOut)
    .slice(0, most)
    .map(({ rule }) => rule);
};
