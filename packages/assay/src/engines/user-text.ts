/** What may come before the first word: space, brackets and comments. */
const before = /^(?:[\s(]|--[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*/;

/** Engines take `PRAGMA`, `DESCRIBE` and the like for SELECTs too. */
export const startsAsQuery = (sql: string): boolean =>
  /^(select|with|values|from|table)(?!\w)/i.test(sql.replace(before, ''));
