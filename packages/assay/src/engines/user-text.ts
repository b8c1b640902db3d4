/** Words of a SQL text outside texts and comments; quoted names without their quotes. */
export const wordsOf = (sql: string): readonly string[] =>
  [
    ...sql.matchAll(
      /--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|[eE]?'(?:[^'\\]|''|\\[\s\S])*'|"((?:[^"]|"")*)"|([A-Za-z_]\w*)/g,
    ),
  ].flatMap((match) => match[2] ?? match[3] ?? []);

/** Engines take `PRAGMA`, `DESCRIBE` and the like for SELECTs too. */
export const startsAsQuery = (sql: string): boolean =>
  /^(select|with|values|from|table)$/i.test(wordsOf(sql)[0] ?? '');
