/** What a cell of a text format can be read as, from the narrowest to text. */
export const cellTypes = [
  'boolean',
  'integer',
  'hugeInteger',
  'number',
  'date',
  'timestamp',
  'timestamptz',
  'time',
  'text',
] as const;
export type CellType = (typeof cellTypes)[number];

/** How cells of each type are written: the same text is a JavaScript and an RE2 expression, matched against the whole cell. */
export const cellPatterns: Readonly<Record<Exclude<CellType, 'text'>, string>> = {
  boolean: '(?:[tT][rR][uU][eE]|[fF][aA][lL][sS][eE])',
  integer: ' *[+-]?[0-9]+ *',
  hugeInteger: ' *[+-]?[0-9]+ *',
  number:
    ' *[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)? *| *[+-]?(?:[nN][aA][nN]|[iI][nN][fF]|[iI][nN][fF][iI][nN][iI][tT][yY]) *',
  date: ' *(?:-?[0-9]{4,6}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4,6}/[0-9]{1,2}/[0-9]{1,2}|[0-9]{4,6}-[0-9]{2}-[0-9]{2} \\(BC\\)|-?infinity) *',
  timestamp:
    ' *-?[0-9]{4,6}-[0-9]{1,2}-[0-9]{1,2}(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)? *| *-?infinity *',
  timestamptz:
    ' *-?[0-9]{4,6}-[0-9]{1,2}-[0-9]{1,2}(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?(?:Z| ?UTC|[+-][0-9]{2}(?::?[0-9]{2})?)?)? *| *-?infinity *',
  time: ' *[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,6})?)? *',
};

/** What a declared boolean may also be; undeclared columns of 0 and 1 are integers. */
export const declaredBooleanPattern =
  '(?:[tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|[tTfFyYnN01]|[yY][eE][sS]|[nN][oO])';

const tests = Object.fromEntries(
  Object.entries(cellPatterns).map(([type, pattern]) => [type, new RegExp(`^(?:${pattern})$`)]),
) as Readonly<Record<Exclude<CellType, 'text'>, RegExp>>;
const declaredBoolean = new RegExp(`^${declaredBooleanPattern}$`);

const int64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };

const fitsInt64 = (cell: string): boolean => {
  if (cell.length < 18) return true;
  const value = BigInt(cell.trim().replace(/^\+/, ''));
  return value >= int64.least && value <= int64.most;
};

/** `inf` and `nan` are written so; digits that make an infinity are too many. */
const fitsDouble = (cell: string): boolean => Number.isFinite(Number(cell)) || /[a-df-z]/i.test(cell);

/** Whether a cell is written as the type demands. Dates that do not exist are found when they are cast. */
export const isWrittenAs = (cell: string, type: CellType, declared: boolean): boolean => {
  if (type === 'text') return true;
  if (type === 'boolean' && declared) return declaredBoolean.test(cell);
  if (!tests[type].test(cell)) return false;
  return type === 'integer' ? fitsInt64(cell) : type !== 'number' || fitsDouble(cell);
};
