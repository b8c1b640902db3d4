import { readFileSync } from 'node:fs';
import { type ProblemCode, refuse } from '../domain/problem.ts';

/** A byte order mark stays, so that the text has the bytes of the file. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a file that a person named. Throws `Refusal` for a folder, for what may not be read, and for text that is no UTF-8. */
export const readText = (path: string, code: ProblemCode, shown: string = path): string => {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
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
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    return refuse('yaml-invalid', `${shown} is not UTF-8`, 'save it as UTF-8', { file: shown }, cause);
  }
};
