import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { ExecutionInput } from '../../../domain/execution.ts';
import { objectId } from '../../../domain/object-id.ts';
import { refuse } from '../../../domain/problem.ts';

/** Where a file is, as the project sees it: below its folder without the way there. */
const shownPath = (at: string, folder: string): string => {
  const below = relative(folder, at);
  return below.startsWith('..') || isAbsolute(below) ? at : below.split(sep).join('/');
};

/** A file that something was made from, by the hash of its bytes. Throws `Refusal` where it is none. */
export const fileInput = async (
  given: string,
  { cwd, folder }: { readonly cwd: string; readonly folder: string },
): Promise<ExecutionInput> => {
  const at = resolve(cwd, given);
  const found = statSync(at, { throwIfNoEntry: false });
  if (found === undefined)
    return refuse('source-not-found', `there is no ${given}`, 'name a version or a file', { file: given });
  if (!found.isFile())
    return refuse(
      'usage',
      `${given} is no file`,
      'make a version of a folder, and name that: assay add PATH --as NAME',
      { file: given },
    );
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of createReadStream(at)) {
    hash.update(part);
    bytes += part.length;
  }
  return { kind: 'file', path: shownPath(at, folder), id: objectId(hash.digest('hex')), bytes };
};
