import { countOf } from '../../domain/count-of.ts';
import { type Problem, problem } from '../../domain/problem.ts';

/** A line that is no row. */
export interface Rejection {
  readonly line: number;
  readonly reason: string;
}

/** The lines of a text that are no rows. */
export interface Rejects {
  /** The first few. */
  readonly rejected: readonly Rejection[];
  readonly rejectedCount: number;
  /** What shows that the file was cut off. */
  readonly truncated?: string;
}

const shownRejects = 20;

/** Counts rejected lines, and keeps the first of them. */
export const countingRejects = () => {
  const rejected: Rejection[] = [];
  let rejectedCount = 0;
  return {
    reject: (line: number, reason: string): void => {
      rejectedCount += 1;
      if (rejected.length < shownRejects) rejected.push({ line, reason });
    },
    all: (truncated: string | undefined): Rejects => ({
      rejected,
      rejectedCount,
      ...(truncated === undefined ? {} : { truncated }),
    }),
  };
};

/** Says how many lines could not be read, and the first of them. */
export const rejectNotes = (
  path: string,
  { rejected: [first], rejectedCount, truncated }: Rejects,
  hint: string,
): readonly Problem[] =>
  first === undefined
    ? []
    : [
        problem(
          'source-note',
          `${path}: ${countOf(rejectedCount, 'line')} could not be read; line ${first.line}: ${first.reason}${truncated === undefined ? '' : `; the file is truncated: ${truncated}`}`,
          hint,
          { file: path, line: first.line },
        ),
      ];
