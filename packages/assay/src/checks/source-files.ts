import type { OneFileFacts } from '../domain/file-facts.ts';
import { type CheckContext, type Outcome, RuleUnknown, type Rung, rung } from './check.ts';

/** The files of the source. Throws `RuleUnknown` where it is a table of a database. */
export const filesOf = ({ files }: CheckContext): readonly OneFileFacts[] => {
  if (files === undefined)
    throw new RuleUnknown('the source is a table of a database: there is no file to look at');
  return files.files;
};

/** A verdict on the files themselves; no row is read. */
export const judgesFiles = (
  context: CheckContext,
  judge: (files: readonly OneFileFacts[]) => Outcome,
): readonly Rung[] => {
  const files = filesOf(context);
  return [rung('cheap', {}, () => judge(files))];
};

/** The last part of a path. */
export const fileName = ({ path }: OneFileFacts): string => path.split(/[\\/]/).at(-1) ?? path;

/** "a.csv", "a.csv and 2 more". */
export const fileNames = (files: readonly OneFileFacts[]): string => {
  const [first] = files;
  return first === undefined
    ? 'no file'
    : `${fileName(first)}${files.length > 1 ? ` and ${files.length - 1} more` : ''}`;
};
