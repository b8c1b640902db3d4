import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';

const compiles = (pattern: string, flags: string): string | undefined => {
  try {
    new RegExp(pattern, flags);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** Refuses a regular expression that ECMA-262 refuses, with and without its Unicode mode. */
export const checkPattern = (reading: Reading, pattern: string, path: Path): void => {
  const reason = compiles(pattern, 'u') === undefined ? undefined : compiles(pattern, '');
  if (reason !== undefined) reading.reject(path, reason, 'write a regular expression of ECMA-262');
};
