import { join } from 'node:path';

/** The file of a project's catalog. */
export const catalogFile = (projectFolder: string): string => join(projectFolder, '.assay', 'catalog.db');
