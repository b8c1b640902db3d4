import { type ProblemCode, problem, Refusal } from '../../domain/problem.ts';

interface Advice {
  readonly code: ProblemCode;
  readonly what: string;
  readonly hint: string;
}

const advice: readonly (readonly [RegExp, Advice])[] = [
  [
    /^SQLITE_(NOTADB|CORRUPT)/,
    {
      code: 'catalog-unusable',
      what: 'is damaged',
      hint: 'move the file away: the next run begins a new catalog; quarantined rows stay where they are',
    },
  ],
  [
    /^SQLITE_(BUSY|LOCKED)/,
    {
      code: 'catalog-unusable',
      what: 'is locked by another program',
      hint: 'wait for that program to end, or find out who holds the file',
    },
  ],
  [
    /^SQLITE_(READONLY|CANTOPEN|PERM)/,
    { code: 'output-unwritable', what: 'cannot be written', hint: 'allow writing to the .assay folder' },
  ],
  [
    /^SQLITE_(FULL|IOERR)/,
    { code: 'output-unwritable', what: 'cannot be written', hint: 'look for a full or failing disk' },
  ],
];

/** Turns SQLite's errors into problems; whatever else was thrown stays as it is. */
export const explainFailure = (cause: unknown, file: string): unknown => {
  if (!(cause instanceof Error) || !('code' in cause)) return cause;
  const code = String(cause.code);
  const found = advice.find(([pattern]) => pattern.test(code))?.[1];
  if (found === undefined) return cause;
  return new Refusal(
    [problem(found.code, `the catalog ${found.what}: ${cause.message}`, found.hint, { file })],
    {
      cause,
    },
  );
};

/** Does work on the catalog in a file: what SQLite throws meanwhile becomes a problem. */
export const explaining =
  (file: string) =>
  async <T>(work: () => T | Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw explainFailure(cause, file);
    }
  };
