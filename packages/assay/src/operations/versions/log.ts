import { authorise } from '../../domain/roles.ts';
import type { Version } from '../../domain/version-record.ts';
import type { VersionLog } from '../../domain/version-reports.ts';
import { withStoredCatalog } from '../with-catalog.ts';
import { readableVersion } from './find.ts';

/** The newest versions of a name, or of all that somebody may read. Throws `Refusal` where a name has none. */
export const versionLog = async (
  folder: string,
  name: string | undefined,
  limit: number,
  actor: string,
): Promise<VersionLog> => {
  const versions = await withStoredCatalog(folder, async (catalog) => {
    if (name !== undefined) {
      await readableVersion(catalog, name, actor);
      return catalog.versions.list({ name, limit });
    }
    const grants = await catalog.grants.list();
    const mayRead = ({ record }: Version): boolean =>
      authorise(grants, { actor, action: 'read', name: record.name }).isAllowed;
    return (await catalog.versions.list({ limit })).filter(mayRead);
  });
  return { schema: 'assay.log/v1', versions: [...(versions ?? [])] };
};
