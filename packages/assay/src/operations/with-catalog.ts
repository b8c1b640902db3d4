import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import { catalogFile } from '../catalog/catalog-file.ts';
import { catalogUrlOf } from '../project/catalog-url.ts';
import { projectFile } from '../project/find.ts';
import type { Project } from '../project/project.ts';
import { readText } from '../project/read-text.ts';

/** A project, or its folder where nothing else of it is needed. */
type Place = Project | string;

/** The server that `assay.yaml` names for the catalog. The file is read whole only where it speaks of one: commands start sooner. */
const serverIn = async (folder: string): Promise<string | undefined> => {
  const file = join(folder, projectFile);
  if (!existsSync(file) || !readText(file, 'config-invalid').includes('catalog')) return undefined;
  const { readProject } = await import('../project/project.ts');
  return catalogUrlOf(readProject(folder, { env: process.env, vars: {} }));
};

const placeOf = async (
  place: Place,
): Promise<{ readonly folder: string; readonly url: string | undefined }> =>
  typeof place === 'string'
    ? { folder: place, url: await serverIn(place) }
    : { folder: place.folder, url: catalogUrlOf(place) };

const inCatalog = async <T>(
  { folder, url }: Awaited<ReturnType<typeof placeOf>>,
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
export const withCatalog = async <T>(place: Place, work: (catalog: Catalog) => Promise<T>): Promise<T> =>
  inCatalog(await placeOf(place), work);

/** The same, and undefined where there is no catalog: to look does not begin one in the folder. */
export const withStoredCatalog = async <T>(
  place: Place,
  work: (catalog: Catalog) => Promise<T>,
): Promise<T | undefined> => {
  const at = await placeOf(place);
  return at.url === undefined && !existsSync(catalogFile(at.folder)) ? undefined : inCatalog(at, work);
};
