import type { Status } from './verdict.ts';

/** A letter for each status, so that the history of thousands of rules stays small. `-`: the run had no such rule. */
export const statusLetters = {
  pass: 'p',
  fail: 'f',
  unknown: 'u',
  'not-applicable': 'n',
} as const satisfies Record<Status, string>;
export const absentLetter = '-';
