import type { FunctionName } from '../expression.ts';

/** What an argument must be; `same` is the kind of the first argument, `pattern` a text written out. */
export type Argument = 'number' | 'digits' | 'text' | 'pattern' | 'day' | 'moment' | 'any' | 'same';

/** A function of the rule-expression grammar. */
export interface GrammarFunction {
  readonly fn: FunctionName | 'matches';
  readonly summary: string;
  readonly arguments: readonly Argument[];
  /** How many of the arguments may be left out, from the right. */
  readonly optional?: number;
  /** The last argument may be repeated. */
  readonly repeats?: boolean;
  readonly result: 'integer' | 'float' | 'boolean' | 'text' | 'first';
}

/** Every function of the grammar by the name people write, any case. */
export const grammarFunctions: Readonly<Record<string, GrammarFunction>> = {
  abs: { fn: 'abs', summary: 'Distance from zero.', arguments: ['number'], result: 'first' },
  round: {
    fn: 'round',
    summary:
      'Rounds to so many decimals (0 by default), halves away from zero; of a double, the halves that it holds exactly.',
    arguments: ['number', 'digits'],
    optional: 1,
    result: 'first',
  },
  floor: { fn: 'floor', summary: 'The next whole number below.', arguments: ['number'], result: 'first' },
  ceil: { fn: 'ceil', summary: 'The next whole number above.', arguments: ['number'], result: 'first' },
  sqrt: {
    fn: 'sqrt',
    summary: 'Square root; NULL of a negative number.',
    arguments: ['number'],
    result: 'float',
  },
  ln: {
    fn: 'ln',
    summary: 'Natural logarithm; NULL of zero and below.',
    arguments: ['number'],
    result: 'float',
  },
  exp: { fn: 'exp', summary: 'The exponential function.', arguments: ['number'], result: 'float' },
  power: {
    fn: 'power',
    summary: 'The first number to the power of the second; NULL where that is undefined.',
    arguments: ['number', 'number'],
    result: 'float',
  },
  length: {
    fn: 'length',
    summary: 'Characters (code points) of a text.',
    arguments: ['text'],
    result: 'integer',
  },
  lower: {
    fn: 'lower',
    summary: 'A text in lower case, letter by letter as Unicode maps them.',
    arguments: ['text'],
    result: 'text',
  },
  upper: {
    fn: 'upper',
    summary: 'A text in upper case, letter by letter as Unicode maps them: ß becomes ẞ.',
    arguments: ['text'],
    result: 'text',
  },
  trim: {
    fn: 'trim',
    summary: 'A text without blanks, tabs and line ends around it.',
    arguments: ['text'],
    result: 'text',
  },
  startsWith: {
    fn: 'startsWith',
    summary: 'Whether a text starts with another.',
    arguments: ['text', 'text'],
    result: 'boolean',
  },
  contains: {
    fn: 'contains',
    summary: 'Whether a text holds another.',
    arguments: ['text', 'text'],
    result: 'boolean',
  },
  matches: {
    fn: 'matches',
    summary: 'Whether a regular expression is found anywhere in a text.',
    arguments: ['text', 'pattern'],
    result: 'boolean',
  },
  coalesce: {
    fn: 'coalesce',
    summary: 'The first of its arguments that is not NULL.',
    arguments: ['any', 'same'],
    repeats: true,
    result: 'first',
  },
  nullif: {
    fn: 'nullIf',
    summary: 'NULL where both arguments are equal, otherwise the first.',
    arguments: ['any', 'same'],
    result: 'first',
  },
  least: {
    fn: 'least',
    summary: 'The least of its arguments that are not NULL.',
    arguments: ['any', 'same'],
    repeats: true,
    result: 'first',
  },
  greatest: {
    fn: 'greatest',
    summary: 'The greatest of its arguments that are not NULL.',
    arguments: ['any', 'same'],
    repeats: true,
    result: 'first',
  },
  year: { fn: 'year', summary: 'The year of a date or timestamp.', arguments: ['day'], result: 'integer' },
  month: { fn: 'month', summary: 'The month, 1 to 12.', arguments: ['day'], result: 'integer' },
  day: { fn: 'day', summary: 'The day of the month.', arguments: ['day'], result: 'integer' },
  dayOfWeek: {
    fn: 'dayOfWeek',
    summary: 'The day of the week, Monday 1 to Sunday 7.',
    arguments: ['day'],
    result: 'integer',
  },
  hour: {
    fn: 'hour',
    summary: 'The hour, in UTC where there is a zone.',
    arguments: ['moment'],
    result: 'integer',
  },
  minute: { fn: 'minute', summary: 'The minute of the hour.', arguments: ['moment'], result: 'integer' },
  second: {
    fn: 'second',
    summary: 'The second of the minute, without its fraction.',
    arguments: ['moment'],
    result: 'integer',
  },
  epochSeconds: {
    fn: 'epochSeconds',
    summary: 'Seconds since 1970-01-01T00:00:00Z; what has no zone is read as UTC.',
    arguments: ['day'],
    result: 'float',
  },
};
