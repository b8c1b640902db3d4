import { isNoAccident, logAllHold } from '../../../stats/chance.ts';
import { tailBound, tailSize } from '../../../stats/tail-bound.ts';
import { plainNumber } from '../draft.ts';
import { roundedOut } from '../suggest-range.ts';
import { explainedIn, isCategory } from './conditions-in.ts';
import { withoutCopies } from './copies.ts';
import { isMeasured, type NumericColumn, spreadOf } from './numeric.ts';
import type { RowRule } from './row-rule.ts';
import { runsOf } from './runs.ts';
import { distinctIn, type Sample, type SampledColumn } from './sample.ts';
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

/** A category's rows, and in how many runs they come: rows that follow one another are no independent witnesses. */
const rowsOf = (category: SampledColumn, code: number) => {
  const rows = [...category.codes.keys()].filter((row) => category.codes[row] === code);
  const runs = runsOf(category);
  return { rows, met: new Set(rows.map((row) => runs[row])).size };
};

const boundOf = (subject: NumericColumn, rows: readonly number[], direction: 1 | -1): number | undefined => {
  const values = rows.map((row) => (subject.numbers[row] ?? Number.NaN) * direction).filter(Number.isFinite);
  if (values.length < fewestRows) return undefined;
  const kept = Math.min(tailSize, Math.floor(values.length / 5)) + 1;
  const largest = values.toSorted((left, right) => right - left).slice(0, kept);
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
): readonly Bound[] => {
  const where = isOneOf(category.name, [category.values[code] ?? null]);
  const { rows, met } = rowsOf(category, code);
  if (where === undefined || rows.length < fewestRows) return [];
  const all = subject.numbers.filter((value) => Number.isFinite(value));
  return ([1, -1] as const).flatMap((direction): readonly Bound[] => {
    const bound = boundOf(subject, rows, direction);
    if (bound === undefined) return [];
    const inside = all.filter((value) => value * direction <= bound * direction).length;
    const shutOut = 1 - inside / all.length;
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
  const columns = withoutCopies(sample).columns.filter(({ name }) => !confidential.has(name));
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
            code === 0 ? [] : boundsOf(category, code, subject, tried),
          ),
        ),
    )
    .toSorted((left, right) => right.shutOut - left.shutOut)
    .slice(0, most)
    .map(({ rule }) => rule);
};
