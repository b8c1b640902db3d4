import { call } from '../../../sql/expression.ts';
import { type Select, subquery, union } from '../../../sql/select.ts';
import { hasKey } from './differing-keys.ts';
import { keyColumns, keysOf, type Pair, type Side } from './pair.ts';

/** The first of some keys, in their order. */
export const firstKeys = (pair: Pair, keys: Select, limit: number): Select => ({
  ...keys,
  orderBy: Object.values(keyColumns(pair)).map((by) => ({ by })),
  limit,
});

/** Keys that one of several queries tells of, each once. */
export const anyOf = (pair: Pair, keys: readonly Select[]): Select => {
  const [only, ...more] = keys;
  return only !== undefined && more.length === 0
    ? only
    : {
        columns: keyColumns(pair),
        from: union(keys, 'parts'),
        groupBy: Object.values(keyColumns(pair)),
      };
};

/** Some keys, the same ones each time: those with the smallest hashes. */
export const someKeys = (pair: Pair, keys: Select, limit: number): Select => ({
  columns: keyColumns(pair),
  from: subquery(keys, 'keys'),
  orderBy: [{ by: call('hashOfRow', ...Object.values(keyColumns(pair))) }],
  limit,
});

/** All keys of a version. */
export const keysIn = (pair: Pair, side: Side): Select => ({
  columns: keysOf(pair, side),
  from: pair.tables[side],
  where: hasKey(pair, side),
});
