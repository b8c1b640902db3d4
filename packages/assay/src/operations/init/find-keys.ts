import { numberOf } from '../../domain/cell.ts';
import type { Session } from '../../engines/engine.ts';
import { aggregate, column, compare, isNull, number, or } from '../../sql/expression.ts';
import { type Relation, subquery } from '../../sql/select.ts';
import type { Looked } from './draft.ts';

/** Tries this many pairs; more columns than that are no key a person would think of. */
const mostTries = 12;

/** How many rows share their key with another row, or lack a part of it. */
const broken = async (session: Session, table: Relation, key: readonly string[]): Promise<number> => {
  const parts = key.map((name) => column(name));
  const groups = subquery(
    {
      columns: { n: aggregate('countAll'), lacks: aggregate('countIf', or(...parts.map(isNull))) },
      from: table,
      groupBy: parts,
    },
    'groups',
  );
  const [row] = await session.query({
    columns: { bad: aggregate('countAll') },
    from: groups,
    where: or(compare(column('n'), '>', number(1)), compare(column('lacks'), '>', number(0))),
  });
  return numberOf(row?.bad ?? null) ?? 0;
};

const keyLike = (looked: Looked): boolean =>
  ['integer', 'text', 'date', 'timestamp', 'timestamptz'].includes(looked.column.kind) && looked.nulls === 0;

const namedLikeKey = ({ column: { name } }: Looked): number =>
  /(^|_)(id|key|uuid|no|nr|number|reading)$/i.test(name) ? 0 : 1;

const isMoment = ({ column: { kind } }: Looked): boolean =>
  kind === 'timestamp' || kind === 'timestamptz' || kind === 'date';

/**
 * The key of the whole table: one column whose every value is different, else a pair such as sensor and time. Undefined where
 * there is none.
 */
export const findKey = async (
  session: Session,
  table: Relation,
  all: readonly Looked[],
  rows: number,
): Promise<readonly string[] | undefined> => {
  const candidates = all.filter(keyLike);
  const single = candidates
    .filter(({ distinct, rows: seen }) => distinct >= seen * 0.97)
    .sort((left, right) => namedLikeKey(left) - namedLikeKey(right));
  for (const {
    column: { name },
  } of single.slice(0, mostTries)) {
    if ((await broken(session, table, [name])) === 0) return [name];
  }
  const groups = candidates.filter(({ distinct }) => distinct > 1 && distinct <= Math.max(2, rows / 20));
  const within = candidates.filter(
    (looked) => looked.distinct > 20 && (isMoment(looked) || namedLikeKey(looked) === 0),
  );
  const pairs = within
    .sort((left, right) => Number(isMoment(right)) - Number(isMoment(left)))
    .flatMap((moment) =>
      groups
        .filter((group) => group !== moment && group.distinct * moment.distinct >= rows * 0.9)
        .map((group) => [group.column.name, moment.column.name] as const),
    );
  for (const pair of pairs.slice(0, mostTries)) {
    if ((await broken(session, table, pair)) === 0) return pair;
  }
  return undefined;
};
