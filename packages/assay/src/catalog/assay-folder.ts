import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '../domain/problem.ts';

/** Where a project keeps what stays on this machine. */
export const assayFolder = (projectFolder: string): string => join(projectFolder, '.assay');

/** Makes that folder so that neither Git sees it, nor anybody else on the machine: runs, rows and pages hold values. */
export const makeAssayFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const ignore = join(folder, '.gitignore');
    if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    refuse(
      'output-unwritable',
      `.assay cannot be written: ${words}`,
      'allow writing there',
      { file: folder },
      cause,
    );
  }
};
