import { problem, Refusal } from '../../domain/problem.ts';

/** What keeps bytes from being written, by the code of the system, and what to do. */
const advice: readonly (readonly [RegExp, string])[] = [
  [/^(ENOSPC|EDQUOT)$/, 'make room on the disk, and do it again'],
  [/^ENAMETOOLONG$/, 'choose a place with a shorter name'],
  [/^EFBIG$/, 'raise the limit on the size of files: ulimit -f'],
  [/^(ENOTDIR|EEXIST|EBUSY)$/, 'move away what is in its place'],
  [/^(EROFS|EACCES|EPERM)$/, 'allow writing there'],
];

/** What is said of another place, such as a file that may not be read, has nothing to do with this one. */
const isElsewhere = (cause: Error, file: string): boolean =>
  'path' in cause && typeof cause.path === 'string' && !cause.path.startsWith(file);

const codeOf = (cause: unknown): string | undefined =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;

/** Says in words why something cannot be written to a place; whatever else was thrown stays as it is. */
export const unwritable = (cause: unknown, file: string): unknown => {
  const code = codeOf(cause);
  const hint = advice.find(([codes]) => code !== undefined && codes.test(code))?.[1];
  if (hint === undefined || !(cause instanceof Error) || isElsewhere(cause, file)) return cause;
  return new Refusal(
    [problem('output-unwritable', `${file} cannot be written: ${cause.message}`, hint, { file })],
    { cause },
  );
};
