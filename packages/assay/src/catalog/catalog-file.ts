import { join } from 'node:path';
import { assayFolder } from './assay-folder.ts';

/** The file of a project's catalog. */
export const catalogFile = (projectFolder: string): string => join(assayFolder(projectFolder), 'catalog.db');
