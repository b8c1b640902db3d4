import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import { catalogFile } from '../catalog/catalog-file.ts';
import { projectFile } from '../project/find.ts';
import { readText } from '../project/read-text.ts';

/** The server that `assay.yaml` names for the catalog. The file is read whole only where it speaks of one: commands start sooner. */
const serverOf = async (folder: string): Promise<string | undefined> => {
  const file = join(folder, projectFile);
  if (!existsSync(file) || !readText(file, 'config-invalid').includes('catalog')) return undefined;
  const { readProject } = await import('../project/project.ts');
  const { catalogUrlOf } = await import('../project/catalog-url.ts');
  return catalogUrlOf(readProject(folder, { env: process.env, vars: {} }));
};

const inCatalog = async <T>(
  folder: string,
  url: string | undefined,
  work: (catalog: Catalog) => Promise<T>,
): Promise<T> => {
  const { openCatalog } = await import('../catalog/catalog.ts');
  const catalog = await openCatalog(folder, url);
  try {
    return await work(catalog);
  } finally {
    await catalog.close();
  }
};

/** The catalog of a project, loaded and opened for one piece of work; begun where there is none. */
export const withCatalog = async <T>(folder: string, work: (catalog: Catalog) => Promise<T>): Promise<T> =>
  inCatalog(folder, await serverOf(folder), work);

/** The same, and undefined where there is no catalog: to look does not begin one in the folder. */
export const withStoredCatalog = async <T>(
  folder: string,
  work: (catalog: Catalog) => Promise<T>,
): Promise<T | undefined> => {
  const url = await serverOf(folder);
  return url === undefined && !existsSync(catalogFile(folder)) ? undefined : inCatalog(folder, url, work);
};
