import type { ColumnKind } from '../domain/column.ts';
import type { NumberSpread, Survey, SurveyedColumn } from './survey.ts';

/** A column whose numbers lie much closer together among the rows of one value of another column. */
export interface Grouping {
  readonly group: string;
  readonly column: string;
  /** How they lie in each group of which is known what is usual: large enough, and not of one number. */
  readonly spreads: ReadonlyMap<string, NumberSpread>;
  /** The width of the middle half that half of the rows have in their group, or a smaller one. */
  readonly typical: number;
}

const groupKinds: readonly ColumnKind[] = ['text', 'integer', 'boolean'];
const mostGroups = 1000;
const fewestInGroup = 20;
/** The middle half of a group is at most so wide beside that of the column. */
const narrower = 0.5;

/** Of the middle half of the numbers. */
export const widthOf = ({ quartiles: [q1, , q3] }: NumberSpread): number => q3 - q1;

/** A value that half of the numbers have in their group, or a smaller one. */
const medianOfGroups = (spreads: Iterable<NumberSpread>, value: (spread: NumberSpread) => number): number => {
  const ranked = [...spreads]
    .map((spread) => ({ value: value(spread), numbers: spread.numbers }))
    .toSorted((left, right) => left.value - right.value);
  let left = ranked.reduce((sum, { numbers }) => sum + numbers, 0) / 2;
  return (
    ranked.find(({ numbers }) => {
      left -= numbers;
      return left <= 0;
    })?.value ?? Number.NaN
  );
};

const mayGroup = ({ kind, nulls, values }: SurveyedColumn, rows: number): boolean =>
  groupKinds.includes(kind) &&
  values !== undefined &&
  values.size > 1 &&
  values.size <= mostGroups &&
  rows - nulls >= fewestInGroup * values.size;

/** By the column that makes the numbers lie closest together; undefined where none does by half. */
export const groupingOf = (survey: Survey, { name, spread }: SurveyedColumn): Grouping | undefined => {
  if (spread === undefined) return undefined;
  const groupings = survey.columns.flatMap((one): readonly Grouping[] => {
    const all = one.name !== name && mayGroup(one, survey.rows) ? survey.within(one.name, name) : undefined;
    if (all === undefined) return [];
    const typical = medianOfGroups(all.values(), widthOf);
    if (!(typical > 0) || typical > narrower * widthOf(spread)) return [];
    const known = [...all].filter(([, own]) => own.numbers >= fewestInGroup && widthOf(own) > 0);
    return [{ group: one.name, column: name, spreads: new Map(known), typical }];
  });
  return groupings.toSorted((left, right) => left.typical - right.typical)[0];
};
