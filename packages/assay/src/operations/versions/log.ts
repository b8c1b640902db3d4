import type { VersionLog } from '../../domain/version-reports.ts';
import { withStoredCatalog } from '../with-catalog.ts';
import { versionNamed } from './find.ts';

/** The newest versions of a name, or of all. Throws `Refusal` where a name has none. */
export const versionLog = async (
  folder: string,
  name: string | undefined,
  limit: number,
): Promise<VersionLog> => {
  const versions = await withStoredCatalog(folder, async (catalog) => {
    if (name !== undefined) await versionNamed(catalog, name);
    return catalog.versions.list({ ...(name === undefined ? {} : { name }), limit });
  });
  return { schema: 'assay.log/v1', versions: [...(versions ?? [])] };
};
