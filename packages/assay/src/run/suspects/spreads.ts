import { type Column, numericKinds } from '../../domain/column.ts';
import type { QueryOptions, Session } from '../../engines/engine.ts';
import { doubleIn, doublesIn } from '../../metrics/read-row.ts';
import { aggregate, and, call, column, notNull, number, when } from '../../sql/expression.ts';
import type { Relation } from '../../sql/select.ts';
import { tailSize } from '../../stats/tail-bound.ts';
import type { NumberSpread } from '../../suspects/survey.ts';

const spreadOf = async (
  session: Session,
  table: Relation,
  { name, kind }: Column,
  options: QueryOptions,
): Promise<NumberSpread | undefined> => {
  const value = kind === 'float' ? column(name) : call('toDouble', column(name));
  const finite = when(and(notNull(value), call('isFinite', value)), value);
  const quartile = (q: number) => aggregate('quantileExact', finite, number(q));
  const [row] = await session.query(
    {
      columns: {
        q1: quartile(0.25),
        q2: quartile(0.5),
        q3: quartile(0.75),
        largest: aggregate('largest', finite, number(tailSize + 1)),
        smallest: aggregate('smallest', finite, number(tailSize + 1)),
      },
      from: table,
    },
    options,
  );
  const [q1, q2, q3] = ['q1', 'q2', 'q3'].map((key) => doubleIn(row, key));
  const largest = doublesIn(row, 'largest');
  if (typeof q1 !== 'number' || typeof q2 !== 'number' || typeof q3 !== 'number') return undefined;
  return largest.length < tailSize / 2
    ? undefined
    : { quartiles: [q1, q2, q3], largest, smallest: doublesIn(row, 'smallest') };
};

/** How the numbers of each numeric column lie, by column. */
export const spreadsOf = async (
  session: Session,
  table: Relation,
  columns: readonly Column[],
  options: QueryOptions,
): Promise<ReadonlyMap<string, NumberSpread>> => {
  const found = new Map<string, NumberSpread>();
  for (const one of columns) {
    if (!numericKinds.includes(one.kind)) continue;
    const spread = await spreadOf(session, table, one, options);
    if (spread !== undefined) found.set(one.name, spread);
  }
  return found;
};
