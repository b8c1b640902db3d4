import { readFileSync } from 'node:fs';
import { type ProblemCode, refuse } from '../domain/problem.ts';

/** The text of a file that a person named. Throws `Refusal` for a folder, and for what may not be read. */
export const readText = (path: string, code: ProblemCode, shown: string = path): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    return refuse(
      code,
      `${shown} cannot be read: ${words}`,
      'name a file that exists and is yours to read',
      { file: shown },
      cause,
    );
  }
};
