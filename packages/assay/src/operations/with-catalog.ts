import { existsSync } from 'node:fs';
import type { Catalog } from '../catalog/catalog.ts';
import { catalogFile } from '../catalog/catalog-file.ts';

/** The catalog of a project, loaded and opened for one piece of work; begun where there is none. */
export const withCatalog = async <T>(folder: string, work: (catalog: Catalog) => Promise<T>): Promise<T> => {
  const { openCatalog } = await import('../catalog/catalog.ts');
  const catalog = await openCatalog(folder);
  try {
    return await work(catalog);
  } finally {
    await catalog.close();
  }
};

/** The same, and undefined where there is no catalog: to look does not begin one. */
export const withStoredCatalog = async <T>(
  folder: string,
  work: (catalog: Catalog) => Promise<T>,
): Promise<T | undefined> => (existsSync(catalogFile(folder)) ? withCatalog(folder, work) : undefined);
