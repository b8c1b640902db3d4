import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { assayFolder, makeAssayFolder } from '../catalog/assay-folder.ts';
import { writeWhole } from '../project/write-whole.ts';
import { oneLine } from '../report/neutral.ts';
import type { Io } from './command.ts';

/** Where pages go that no file is named for; made where it is missing. */
const reportsFolder = (projectFolder: string): string => {
  const own = assayFolder(projectFolder);
  makeAssayFolder(own);
  const folder = join(own, 'reports');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
};

/** Writes a page to the file that `--out` names, or under its own name into `.assay/reports`, and returns its path. */
export const writePage = (
  page: string,
  name: string,
  out: string | undefined,
  { projectFolder, cwd }: Io,
): string => {
  const path = out === undefined ? join(reportsFolder(projectFolder), `${name}.html`) : resolve(cwd, out);
  writeWhole(path, page);
  return path;
};

/** Prints a text, or writes it to the file that `--out` names and says so. */
export const printOrWrite = (text: string, out: string | undefined, io: Io): void => {
  if (out === undefined) io.out(text);
  else {
    writeWhole(resolve(io.cwd, out), `${text}\n`);
    io.note(`wrote ${oneLine(out)}`);
  }
};
