import { refuse } from '../../domain/problem.ts';

const isTaken = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';

/** What comes of placing a path of a version where nothing is. Throws `Refusal` where something is: another path of the version. */
export const placed = async <T>(path: string, at: string, work: () => T | Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    if (!isTaken(cause)) throw cause;
    return refuse(
      'output-unwritable',
      `two paths of the version are one here: ${path}`,
      'check it out where names that differ in their case only are two',
      { file: at },
      cause,
    );
  }
};
