import type { Column } from '../../../domain/column.ts';
import { extent } from '../../../metrics/extent.ts';
import { mean } from '../../../metrics/mean.ts';
import { farFromZero, quantileSketch } from '../../../metrics/quantile-sketch.ts';
import { ask } from '../../../metrics/request.ts';
import { measure } from '../../../run/measure.ts';
import { valueIn } from '../../../run/value-in.ts';
import { arithmetic, call, type Expr, number, when } from '../../../sql/expression.ts';
import { subquery } from '../../../sql/select.ts';
import { inTenths } from '../../../stats/shared-bins.ts';
import type { ComparedColumn } from './compared-columns.ts';
import { distanceOf } from './distance-of.ts';
import { type ColumnDiffs, type MeasuredSide, type Moved, nullsOf } from './measured-side.ts';
import { sides as bothSides, type Side } from './pair.ts';

/** The number from which both are measured: sizes matter less than differences where numbers are far from zero. */
const centreOf = ({ name: column }: Column, { measured }: MeasuredSide): number | undefined =>
  farFromZero(
    new Map([
      [extent.id, valueIn<unknown>(measured.get(ask(extent, { column }).key))],
      [mean.id, valueIn<unknown>(measured.get(ask(mean, { column }).key))],
    ]),
  );

type InSketches = Readonly<
  Record<Side, { readonly side: MeasuredSide; readonly column: Column; readonly nulls: number }>
>;

const inSketches = async ({ before, after }: InSketches, query: ColumnDiffs['query']): Promise<Moved> => {
  const about = centreOf(before.column, before.side);
  const sketchOf = async ({ column, side: { target, measured } }: InSketches[Side]) => {
    const request = ask(quantileSketch, { column: column.name, ...(about === undefined ? {} : { about }) });
    await measure([request], target, measured, query);
    return valueIn<ReturnType<typeof quantileSketch.value>>(measured.get(request.key));
  };
  const [first, second] = [await sketchOf(before), await sketchOf(after)];
  if (first === undefined || second === undefined) return { undetermined: 'it could not be measured' };
  const [was, is] = inTenths(first, second);
  return distanceOf([...was, before.nulls], [...is, after.nulls], 'tenths');
};

/** How far numbers moved: over the tenths of the version before, NULL and NaN apart. */
export const numbersMoved = ({ sides, query }: ColumnDiffs, compared: ComparedColumn): Promise<Moved> => {
  const of = (side: Side): InSketches[Side] => ({
    side: sides[side],
    column: compared[side],
    nulls: nullsOf(compared[side], sides[side]),
  });
  return inSketches({ before: of('before'), after: of('after') }, query);
};

/** Moments in seconds since 1970, times of day since midnight; infinite ones are NULL. */
const secondsOf = ({ kind, readOn }: ComparedColumn, side: Side): Expr => {
  const value = readOn(side);
  if (kind !== 'time') return when(call('isFinite', value), call('epochSeconds', value));
  const minutes = arithmetic(arithmetic(call('hour', value), '*', number(60)), '+', call('minute', value));
  return arithmetic(arithmetic(minutes, '*', number(60)), '+', call('second', value));
};

/** How far times moved: as numbers of seconds do. */
export const timesMoved = async ({ sides, query }: ColumnDiffs, compared: ComparedColumn): Promise<Moved> => {
  const seconds: Column = { name: 'seconds', kind: 'float', sqlType: '' };
  const of = (side: Side): InSketches[Side] => {
    const { target, rows } = sides[side];
    const { table, session, context } = target;
    return {
      column: seconds,
      nulls: nullsOf(compared[side], sides[side]),
      side: {
        rows,
        columns: [seconds],
        measured: new Map(),
        target: {
          session,
          context: { ...context, column: () => seconds },
          table: subquery(
            { columns: { seconds: call('toDouble', secondsOf(compared, side)) }, from: table },
            'times',
          ),
        },
      },
    };
  };
  const both = { before: of('before'), after: of('after') };
  for (const name of bothSides)
    await measure(
      [ask(extent, { column: seconds.name }), ask(mean, { column: seconds.name })],
      both[name].side.target,
      both[name].side.measured,
      query,
    );
  return inSketches(both, query);
};
