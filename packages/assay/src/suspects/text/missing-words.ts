const words = new Set([
  '',
  '-',
  '--',
  '?',
  '??',
  '.',
  'n/a',
  'na',
  'n.a.',
  'nan',
  'nil',
  'none',
  'null',
  '(null)',
  '#n/a',
  'empty',
  'missing',
  'unknown',
  'undefined',
  'not available',
  'not applicable',
  'not known',
  'no data',
  'tbd',
  'to be determined',
  'xxx',
]);

/** Words that stand for a missing value in many tables. */
export const isMissingWord = (text: string): boolean => words.has(text.trim().toLowerCase());

const numbers = new Set(['-999', '-9999', '-99999', '-999.0', '-9999.0', '9999999', '1e+20']);

/** Numbers that instruments and old systems write for a missing one. */
export const isMissingNumber = (text: string): boolean => numbers.has(text);
