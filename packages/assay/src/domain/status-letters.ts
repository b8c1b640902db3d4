import type { Status } from './verdict.ts';

/** A letter for each status, so that the history of thousands of rules stays small. `-`: the run had no such rule. */
export const statusLetters = {
  pass: 'p',
  fail: 'f',
  unknown: 'u',
  'not-applicable': 'n',
} as const satisfies Record<Status, string>;
export const absentLetter = '-';

/** What failed or was not judged. */
export const openLetters: readonly string[] = [statusLetters.fail, statusLetters.unknown];
export const inOrderLetters: readonly string[] = [statusLetters.pass, statusLetters['not-applicable']];
