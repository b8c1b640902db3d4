import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { assayFolder, makeAssayFolder } from '../catalog/assay-folder.ts';

/** Where pages go that no file is named for; made where it is missing. */
export const reportsFolder = (projectFolder: string): string => {
  const own = assayFolder(projectFolder);
  makeAssayFolder(own);
  const folder = join(own, 'reports');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
};
