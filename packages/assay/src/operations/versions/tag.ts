import { refuse } from '../../domain/problem.ts';
import { isAlias, parseVersionRef } from '../../domain/version-ref.ts';
import type { Tagged } from '../../domain/version-reports.ts';
import { withStoredCatalog } from '../with-catalog.ts';
import { versionNamed } from './find.ts';

export interface Tag {
  readonly version: string;
  readonly tag: string;
  /** Takes it away. */
  readonly remove: boolean;
  readonly actor: string;
  readonly reason: string;
  readonly now: Date;
}

/** Lets a free alias lead to a version, or takes it away. Throws `Refusal` where there is no such version or alias. */
export const tagIn = async (folder: string, given: Tag): Promise<Tagged> => {
  const { tag, remove, actor, reason, now } = given;
  if (!isAlias(tag))
    refuse('usage', `${JSON.stringify(tag)} is no tag`, 'letters, digits, - . and _, and not v7 or latest');
  const done = await withStoredCatalog(folder, async (catalog): Promise<Tagged> => {
    const by = { at: now.toISOString(), owner: actor, reason };
    await catalog.grants.allow(by, { action: 'tag', name: parseVersionRef(given.version).name });
    const version = await versionNamed(catalog, given.version);
    const { name } = version.record;
    if (remove && !version.aliases.includes(tag))
      refuse(
        'version-not-found',
        `${name}@v${version.number} is not tagged ${tag}`,
        `assay log ${name} shows its tags`,
      );
    const before = await catalog.versions.tag({
      name,
      alias: tag,
      ...(remove ? {} : { number: version.number }),
      by,
    });
    return {
      schema: 'assay.tagged/v1',
      alias: `${name}@${tag}`,
      ...(remove ? {} : { after: `${name}@v${version.number}` }),
      ...(before === undefined ? {} : { before: `${name}@v${before}` }),
    };
  });
  return (
    done ?? refuse('version-not-found', 'no version is kept here', 'assay add PATH --as NAME makes the first')
  );
};
