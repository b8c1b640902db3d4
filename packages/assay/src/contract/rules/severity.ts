import type { Severity } from '../../domain/verdict.ts';

/** ODCS leaves `severity` free: the words Assay knows, case ignored. */
const words: Readonly<Record<string, Severity>> = {
  info: 'info',
  warning: 'warn',
  warn: 'warn',
  low: 'warn',
  minor: 'warn',
  trivial: 'warn',
  error: 'error',
  critical: 'error',
  high: 'error',
  major: 'error',
  fatal: 'error',
  blocker: 'error',
};

/** What a severity word means; a word nobody knows blocks, as `error` does. Without one, a rule is an error. */
export const severityOf = (
  word: string | undefined,
): { readonly severity: Severity; readonly known: boolean } => {
  if (word === undefined) return { severity: 'error', known: true };
  const severity = Object.hasOwn(words, word.toLowerCase()) ? words[word.toLowerCase()] : undefined;
  return { severity: severity ?? 'error', known: severity !== undefined };
};
