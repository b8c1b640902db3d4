import type { Row } from '../../domain/cell.ts';
import { type Column, numericKinds } from '../../domain/column.ts';
import type { QueryOptions, Session } from '../../engines/engine.ts';
import { countIn, doubleIn, doublesIn } from '../../metrics/read-row.ts';
import { aggregate, and, call, column, type Expr, notNull, number, when } from '../../sql/expression.ts';
import { type Relation, subquery } from '../../sql/select.ts';
import { tailSize } from '../../stats/tail-bound.ts';
import type { Grouping } from '../../suspects/grouping.ts';
import type { NumberSpread } from '../../suspects/survey.ts';
import { pairKey } from '../../suspects/survey-rows.ts';
import { type TextTable, textIn, textOf } from './text-table.ts';

const finite = ({ name, kind }: Column): Expr => {
  const value = kind === 'float' ? column(name) : call('toDouble', column(name));
  return when(and(notNull(value), call('isFinite', value)), value);
};

const aggregatesOf = (value: Expr): Readonly<Record<string, Expr>> => ({
  numbers: aggregate('count', value),
  q1: aggregate('quantileExact', value, number(0.25)),
  q2: aggregate('quantileExact', value, number(0.5)),
  q3: aggregate('quantileExact', value, number(0.75)),
  largest: aggregate('largest', value, number(tailSize + 1)),
  smallest: aggregate('smallest', value, number(tailSize + 1)),
});

/** Undefined of no numbers. */
const spreadIn = (row: Row | undefined): NumberSpread | undefined => {
  const [q1, q2, q3] = ['q1', 'q2', 'q3'].map((key) => doubleIn(row, key));
  if (typeof q1 !== 'number' || typeof q2 !== 'number' || typeof q3 !== 'number') return undefined;
  return {
    numbers: countIn(row, 'numbers'),
    quartiles: [q1, q2, q3],
    largest: doublesIn(row, 'largest'),
    smallest: doublesIn(row, 'smallest'),
  };
};

/** How the numbers of each numeric column lie, by column; those of few numbers are left out. */
export const spreadsOf = async (
  session: Session,
  table: Relation,
  columns: readonly Column[],
  options: QueryOptions,
): Promise<ReadonlyMap<string, NumberSpread>> => {
  const found = new Map<string, NumberSpread>();
  for (const one of columns) {
    if (!numericKinds.includes(one.kind)) continue;
    const [row] = await session.query({ columns: aggregatesOf(finite(one)), from: table }, options);
    const spread = spreadIn(row);
    if (spread !== undefined && spread.numbers >= tailSize / 2) found.set(one.name, spread);
  }
  return found;
};

const spreadsByValue = async (
  session: Session,
  { typed }: TextTable,
  group: Column,
  numeric: Column,
  options: QueryOptions,
): Promise<ReadonlyMap<string, NumberSpread>> => {
  const pairs = subquery({ columns: { given: textOf(group), value: finite(numeric) }, from: typed }, 'pairs');
  const rows = await session.query(
    {
      columns: { given: column('given'), ...aggregatesOf(column('value')) },
      from: pairs,
      groupBy: [column('given')],
    },
    options,
  );
  return new Map(
    rows.flatMap((row) => {
      const [given, spread] = [textIn(row, 'given'), spreadIn(row)];
      return given === null || spread === undefined ? [] : [[given, spread] as const];
    }),
  );
};

/** How numbers lie among the rows of each value of the column that groups them, by the pair of the two. */
export const spreadsWithin = async (
  session: Session,
  table: TextTable,
  groupings: readonly Pick<Grouping, 'group' | 'column'>[],
  options: QueryOptions,
): Promise<ReadonlyMap<string, ReadonlyMap<string, NumberSpread>>> => {
  const columns = new Map(table.columns.map((one) => [one.name, one]));
  const found = new Map<string, ReadonlyMap<string, NumberSpread>>();
  for (const { group, column: name } of groupings) {
    const [by, numeric] = [columns.get(group), columns.get(name)];
    if (by === undefined || numeric === undefined) continue;
    found.set(pairKey(group, name), await spreadsByValue(session, table, by, numeric, options));
  }
  return found;
};
