import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refuse } from '../../domain/problem.ts';

/** A folder of one session's own for what does not stay in memory: made when first used, removed at the end. */
export interface WorkFolder {
  /** Where it is or will be. */
  readonly path: string;
  /** Where an engine may spill; the engine makes it. */
  readonly spill: string;
  /** A new path that nobody else uses, ending in `name`. */
  readonly file: (name: string) => string;
  readonly remove: () => void;
}

/** Folders of sessions that were not closed, removed when the process ends by itself. */
const open = new Set<() => void>();
const removeAll = (): void => {
  for (const remove of open) remove();
};

export const workFolderIn = (parent: string): WorkFolder => {
  const path = join(parent, `.assay-work-${process.pid}-${randomBytes(4).toString('hex')}`);
  const spill = `${path}-spill`;
  let files = 0;
  const remove = (): void => {
    for (const folder of files > 0 ? [path, spill] : [spill])
      rmSync(folder, { recursive: true, force: true });
    open.delete(remove);
  };
  if (open.size === 0 && !process.listeners('exit').includes(removeAll)) process.once('exit', removeAll);
  open.add(remove);
  return {
    path,
    spill,
    file: (name) => {
      files += 1;
      const own = join(path, String(files), name);
      try {
        mkdirSync(dirname(own), { recursive: true });
      } catch (cause) {
        refuse(
          'output-unwritable',
          `cannot write temporary files below ${parent}`,
          'free some space or ask for write permission there',
          { file: parent },
          cause,
        );
      }
      return own;
    },
    remove,
  };
};
