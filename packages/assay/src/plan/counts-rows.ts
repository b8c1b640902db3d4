const rowCount = String.raw`count\s*\(\s*\*\s*\)`;
const compared = String.raw`(?:\s*(?:=|<>|!=|<=?|>=?|[-+*/%])\s*\d+(?:\.\d+)?)*`;
const table = String.raw`(?:\{object\}|(?:[\p{L}_][\p{L}\p{N}_]*\.)*(?<table>[\p{L}_][\p{L}\p{N}_]*))`;
const plainCount = new RegExp(
  String.raw`^\s*select\s+${rowCount}${compared}\s+from\s+${table}\s*(?:\swhere\s(?<condition>.*))?$`,
  'isu',
);

/** What reaches values without the name of their column: columns by pattern or place, queries, and comments, which hide them. */
const nameless =
  /\b(?:select|union|except|intersect)\b|\bcolumns\s*\(|#|--|\/\*|\(\s*(?:from|table|values|with|pivot|unpivot|describe|show|summarize)\b/i;

/** The table's name without a column behind it is the whole row. */
const wholeRow = (name: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}_])${name}(?![\p{L}\p{N}_])(?!"?\s*\.\s*[\p{L}_"])`, 'iu');

/**
 * Whether a user's query does nothing but count the rows of one table, under a condition that asks no query of its own:
 * then what it gives is a number of rows and no value of a column, unless the condition names one.
 */
export const countsRows = (sql: string): boolean => {
  const found = plainCount.exec(sql);
  if (found === null) return false;
  const { condition = '', table: name } = found.groups ?? {};
  const names = [String.raw`\{object\}`, ...(name === undefined ? [] : [name])];
  return !nameless.test(condition) && !names.some((one) => wholeRow(one).test(condition));
};
