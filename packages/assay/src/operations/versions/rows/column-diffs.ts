import { numberOf } from '../../../domain/cell.ts';
import { type Column, numericKinds } from '../../../domain/column.ts';
import type { ColumnDiff } from '../../../domain/table-diff.ts';
import type { QueryOptions, Session } from '../../../engines/engine.ts';
import { approxDistinct } from '../../../metrics/approx-distinct.ts';
import { extent } from '../../../metrics/extent.ts';
import { mean } from '../../../metrics/mean.ts';
import { nulls } from '../../../metrics/nulls.ts';
import { orderedKinds } from '../../../metrics/ordered-kinds.ts';
import { quantileSketch } from '../../../metrics/quantile-sketch.ts';
import { ask } from '../../../metrics/request.ts';
import { type Measurements, type MeasureTarget, measure } from '../../../run/measure.ts';
import { valueIn } from '../../../run/value-in.ts';
import { aggregate, column, literal, number } from '../../../sql/expression.ts';
import { union } from '../../../sql/select.ts';
import { jensenShannon } from '../../../stats/jensen-shannon.ts';
import { inTenths } from '../../../stats/shared-bins.ts';
import type { ComparedColumn } from './compared-columns.ts';
import type { Side } from './pair.ts';

/** Of more values there is no distance: most would be in one version only by chance. */
const mostValues = 1000;

/** One version's table, and what was measured of it. */
export interface MeasuredSide {
  readonly target: MeasureTarget;
  readonly columns: readonly Column[];
  readonly measured: Measurements;
}

export interface ColumnDiffs {
  readonly session: Session;
  readonly sides: Readonly<Record<Side, MeasuredSide>>;
  readonly compared: readonly ComparedColumn[];
  readonly isConfidential: (column: string) => boolean;
  readonly query: QueryOptions;
  readonly onStep?: (done: number, total: number) => void;
}

const isNumber = ({ kind }: Pick<Column, 'kind'>): boolean => numericKinds.includes(kind);
const isCategory = ({ kind }: Pick<Column, 'kind'>): boolean => kind === 'text' || kind === 'boolean';

const firstOf = (one: Column) => {
  const params = { column: one.name };
  return [
    ask(nulls, params),
    ...(orderedKinds.includes(one.kind) ? [ask(extent, params)] : []),
    ...(isNumber(one) ? [ask(mean, params)] : []),
    ...(one.kind === 'text' ? [ask(approxDistinct, params)] : []),
  ];
};

const sideOf = (one: Column, { measured }: MeasuredSide, isConfidential: boolean) => {
  const params = { column: one.name };
  const counted = valueIn<{ nulls: number }>(measured.get(ask(nulls, params).key));
  const bounds = valueIn<ReturnType<typeof extent.value>>(measured.get(ask(extent, params).key));
  const middle = valueIn<number | null>(measured.get(ask(mean, params).key));
  return {
    kind: one.kind,
    sqlType: one.sqlType,
    nulls: counted?.nulls ?? 0,
    ...(isConfidential || bounds === undefined ? {} : { min: bounds.min, max: bounds.max }),
    ...(isConfidential || middle === undefined
      ? {}
      : { mean: middle === null || Number.isFinite(middle) ? middle : null }),
  };
};

const nullsOf = (one: Column, { measured }: MeasuredSide): number =>
  valueIn<{ nulls: number }>(measured.get(ask(nulls, { column: one.name }).key))?.nulls ?? 0;

/** The number from which both are measured: sizes matter less than differences where numbers are far from zero. */
const centreOf = ({ before }: ComparedColumn, { measured }: MeasuredSide): number | undefined => {
  const bounds = valueIn<ReturnType<typeof extent.value>>(
    measured.get(ask(extent, { column: before.name }).key),
  );
  const middle = valueIn<number | null>(measured.get(ask(mean, { column: before.name }).key));
  const [min, max] = [numberOf(bounds?.min ?? null), numberOf(bounds?.max ?? null)];
  if (typeof middle !== 'number' || !Number.isFinite(middle) || min === undefined || max === undefined)
    return undefined;
  return 2 * (max - min) < Math.max(Math.abs(min), Math.abs(max)) ? middle : undefined;
};

type Moved = Pick<ColumnDiff, 'distance' | 'undetermined'>;

const distanceOf = (
  before: readonly number[],
  after: readonly number[],
  over: 'tenths' | 'values',
): Moved => {
  const found = jensenShannon(before, after);
  const bins = before.filter((count, bin) => count + (after[bin] ?? 0) > 0).length;
  return found === undefined
    ? { undetermined: 'a version has no rows' }
    : { distance: { jensenShannon: found, over, bins } };
};

const numbersMoved = async ({ sides, query }: ColumnDiffs, compared: ComparedColumn): Promise<Moved> => {
  const about = centreOf(compared, sides.before);
  const sketchOf = async (one: Column, { target, measured }: MeasuredSide) => {
    const request = ask(quantileSketch, { column: one.name, ...(about === undefined ? {} : { about }) });
    await measure([request], target, measured, query);
    return valueIn<ReturnType<typeof quantileSketch.value>>(measured.get(request.key));
  };
  const before = await sketchOf(compared.before, sides.before);
  const after = await sketchOf(compared.after, sides.after);
  if (before === undefined || after === undefined) return { undetermined: 'it could not be measured' };
  const [was, is] = inTenths(before, after);
  return distanceOf(
    [...was, nullsOf(compared.before, sides.before)],
    [...is, nullsOf(compared.after, sides.after)],
    'tenths',
  );
};

const valuesMoved = async (
  { session, sides, query }: ColumnDiffs,
  { before, after, readOn }: ComparedColumn,
): Promise<Moved> => {
  const distinct = [
    valueIn<number>(sides.before.measured.get(ask(approxDistinct, { column: before.name }).key)) ?? 0,
    valueIn<number>(sides.after.measured.get(ask(approxDistinct, { column: after.name }).key)) ?? 0,
  ];
  if (Math.max(...distinct) > mostValues)
    return { undetermined: `it has more than ${mostValues.toLocaleString('en')} different values` };
  const rows = await session.query(
    {
      columns: {
        value: column('value'),
        before: aggregate('count', column('before')),
        after: aggregate('count', column('after')),
      },
      from: union(
        (['before', 'after'] as const).map((side) => ({
          columns: {
            value: readOn(side),
            before: side === 'before' ? number(1) : literal(null),
            after: side === 'after' ? number(1) : literal(null),
          },
          from: sides[side].target.table,
        })),
        'sides',
      ),
      groupBy: [column('value')],
    },
    query,
  );
  const counts = (side: Side): readonly number[] => rows.map((row) => numberOf(row[side] ?? null) ?? 0);
  return distanceOf(counts('before'), counts('after'), 'values');
};

const moved = (given: ColumnDiffs, compared: ComparedColumn): Promise<Moved> | Moved => {
  const { before, after, isRetyped } = compared;
  if (isNumber(before) && isNumber(after)) return numbersMoved(given, compared);
  if (isCategory(before) && isCategory(after)) return valuesMoved(given, compared);
  return { undetermined: isRetyped ? 'its type is another' : `of ${after.kind} columns there is none` };
};

/** What became of each column: those of the later version in its order, then those that went. */
export const columnDiffs = async (given: ColumnDiffs): Promise<ColumnDiff[]> => {
  const { sides, compared, isConfidential, query, onStep } = given;
  const total = compared.length + 1;
  onStep?.(0, total);
  for (const { target, columns, measured } of Object.values(sides))
    await measure(columns.flatMap(firstOf), target, measured, query);
  const kept = new Map<string, ColumnDiff>();
  for (const [index, one] of compared.entries()) {
    onStep?.(index + 1, total);
    const secret = isConfidential(one.name);
    kept.set(one.name, {
      name: one.name,
      what: one.isRetyped ? 'retyped' : 'same',
      confidential: secret,
      before: sideOf(one.before, sides.before, secret),
      after: sideOf(one.after, sides.after, secret),
      ...(await moved(given, one)),
    });
  }
  const alone = (what: 'added' | 'removed', side: Side, one: Column): ColumnDiff => {
    const secret = isConfidential(one.name);
    const own = sideOf(one, sides[side], secret);
    return { name: one.name, what, confidential: secret, [side]: own };
  };
  const gone = sides.before.columns.filter(
    ({ name }) => !compared.some(({ before }) => before.name === name),
  );
  return [
    ...sides.after.columns.map((one) => kept.get(one.name) ?? alone('added', 'after', one)),
    ...gone.map((one) => alone('removed', 'before', one)),
  ];
};
