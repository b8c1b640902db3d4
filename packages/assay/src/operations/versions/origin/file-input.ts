import { statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { ExecutionInput } from '../../../domain/execution.ts';
import { refuse } from '../../../domain/problem.ts';
import { isSettled, stampOf } from '../../../versions/folders/stamp.ts';
import { hashFile } from '../../../versions/objects/inspect.ts';
import { treeOfFolder } from './tree-id.ts';

/** Files that were read already, by their path: one that has not changed since is not read again. */
export type FilesRead = Map<string, { readonly stamp: string; readonly input: ExecutionInput }>;

/** From where a path leads, and what was read already. */
export interface FilePlace {
  readonly cwd: string;
  readonly folder: string;
  readonly read?: FilesRead;
}

const nanosPerMilli = 1_000_000n;

/** Where a file is, as the project sees it: below its folder without the way there. */
const shownPath = (at: string, folder: string): string => {
  const below = relative(folder, at);
  return below.startsWith('..') || isAbsolute(below) ? at : below.split(sep).join('/');
};

const lookAt = (at: string, given: string) =>
  statSync(at, { bigint: true, throwIfNoEntry: false }) ??
  refuse('source-not-found', `there is no ${given}`, 'name a version or a file', { file: given });

/** A folder that something was made from, by the hash of its tree: what lies in it, and what that is called. */
const folderInput = async (at: string, folder: string): Promise<ExecutionInput> => {
  const { id, tree } = await treeOfFolder(at);
  return { kind: 'folder', path: shownPath(at, folder) || '.', id, bytes: tree.bytes };
};

/** A file or a folder that something was made from, by the hash of its bytes or its tree. Throws `Refusal` where it is none, or changes meanwhile. */
export const fileInput = async (given: string, { cwd, folder, read }: FilePlace): Promise<ExecutionInput> => {
  const at = resolve(cwd, given);
  const found = lookAt(at, given);
  if (found.isDirectory()) return folderInput(at, folder);
  if (!found.isFile())
    return refuse('usage', `${given} is no file`, 'name a version, a file or a folder', { file: given });
  const stamp = stampOf(found);
  const known = read?.get(at);
  if (known?.stamp === stamp) return known.input;
  const id = await hashFile(at);
  if (stampOf(lookAt(at, given)) !== stamp)
    refuse('source-changed', `${given} changed while it was read`, 'try again when nobody writes to it', {
      file: given,
    });
  const input: ExecutionInput = { kind: 'file', path: shownPath(at, folder), id, bytes: Number(found.size) };
  if (isSettled(found, BigInt(Date.now()) * nanosPerMilli)) read?.set(at, { stamp, input });
  return input;
};
