import type { Value } from './store.ts';

/** A WHERE clause that begins with `WHERE`, or nothing. */
export interface Where {
  readonly sql: string;
  readonly parameters: readonly Value[];
}

/** Rows whose columns, or expressions of them, hold these values; `null` asks for NULL, and what is undefined for anything. */
export const whereEqual = (asked: Readonly<Record<string, Value | undefined>>): Where => {
  const known = Object.entries(asked).flatMap(([column, value]) =>
    value === undefined ? [] : [[column, value] as const],
  );
  const terms = known.map(([column, value]) => (value === null ? `${column} IS NULL` : `${column} = ?`));
  return {
    sql: terms.length === 0 ? '' : `WHERE ${terms.join(' AND ')}`,
    parameters: known.flatMap(([, value]) => (value === null ? [] : [value])),
  };
};

/** The same rows, where a further condition holds too. */
export const andWhere = (
  { sql, parameters }: Where,
  condition: string,
  ...more: readonly Value[]
): Where => ({
  sql: sql === '' ? `WHERE ${condition}` : `${sql} AND ${condition}`,
  parameters: [...parameters, ...more],
});
