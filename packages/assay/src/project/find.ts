import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const projectFile = 'assay.yaml';

/** The nearest folder upwards that holds `assay.yaml`; without one, the folder itself. */
export const findProjectFolder = (from: string): string => {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, projectFile))) return folder;
    if (dirname(folder) === folder) return from;
  }
};
