import { and, compare, type Expr, notNull, number, when, window } from '../sql/expression.ts';

/**
 * A row whose value is not the one that most rows of its key have. Where several values are equally frequent, none is the
 * majority and every row of the key counts. A NULL in the key or the value is not judged.
 */
export const againstMajority = (key: readonly Expr[], value: Expr): Expr => {
  const judged = and(...key.map(notNull), notNull(value));
  const alike = when(judged, window('count', [], { partitionBy: [...key, value] }));
  const most = window('max', [alike], { partitionBy: key });
  const inMost = window('sum', [when(compare(alike, '=', most), number(1), number(0))], { partitionBy: key });
  return and(judged, { kind: 'or', args: [compare(alike, '<', most), compare(inMost, '>', most)] });
};
