import { QueryFailed } from './engine.ts';

/** What may come before the first word: space, brackets and comments. */
const before = /^(?:[\s(]|--[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*/;

/** Engines take `PRAGMA`, `DESCRIBE` and the like for SELECTs too. */
export const startsAsQuery = (sql: string): boolean =>
  /^(select|with|values|from|table)(?!\w)/i.test(sql.replace(before, ''));

/** A statement as it can stand in brackets. */
export const withoutEnd = (sql: string): string => sql.trim().replace(/[;\s]+$/, '');

/** Throws `QueryFailed` where two columns of a result are called alike. */
export const expectUnique = (names: readonly string[], sql: string): void => {
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined)
    throw new QueryFailed(`two columns are called ${twice}: name one otherwise with AS`, sql, undefined);
};

/** All of these names: first those that are wanted first, in their order. */
export const sortedFirst = (names: readonly string[], first: readonly string[]): readonly string[] => {
  const found = first.filter((name) => names.includes(name));
  return [...found, ...names.filter((name) => !found.includes(name))];
};
