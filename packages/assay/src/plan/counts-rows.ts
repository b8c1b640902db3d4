const rowCount = String.raw`count\s*\(\s*\*\s*\)`;
const compared = String.raw`(?:\s*(?:=|<>|!=|<=?|>=?|[-+*/%])\s*\d+(?:\.\d+)?)*`;
const table = String.raw`(?:\{object\}|[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)`;
const plainCount = new RegExp(
  String.raw`^\s*select\s+${rowCount}${compared}\s+from\s+${table}\s*(?:\swhere\s(?<condition>.*))?$`,
  'isu',
);

/**
 * Whether a user's query does nothing but count the rows of one table, under a condition that asks no query of its own:
 * then what it gives is a number of rows and no value of a column, unless the condition names one.
 */
export const countsRows = (sql: string): boolean => {
  const found = plainCount.exec(sql);
  return found !== null && !/\bselect\b|\bcolumns\s*\(/i.test(found.groups?.condition ?? '');
};
