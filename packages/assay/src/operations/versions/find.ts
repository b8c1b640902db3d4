import type { Catalog } from '../../catalog/catalog.ts';
import { nearest } from '../../domain/nearest.ts';
import { refuse } from '../../domain/problem.ts';
import type { Version } from '../../domain/version-record.ts';
import { parseVersionRef } from '../../domain/version-ref.ts';

const notFound = async (catalog: Catalog, text: string, name: string): Promise<never> => {
  const names = await catalog.versions.names();
  if (names.includes(name))
    return refuse(
      'version-not-found',
      `${name} has no version ${text}`,
      `assay log ${name} lists those there are`,
    );
  const near = nearest(name, names);
  return refuse(
    'version-not-found',
    `${name} has no versions`,
    near === undefined ? `assay add PATH --as ${name} makes the first` : `did you mean ${near}?`,
  );
};

/** The version that a text names, for somebody who may read it. Throws `Refusal` where there is none, or they may not. */
export const readableVersion = async (catalog: Catalog, text: string, actor: string): Promise<Version> => {
  const by = { at: new Date().toISOString(), owner: actor, reason: '' };
  await catalog.grants.allow(by, { action: 'read', name: parseVersionRef(text).name });
  return versionNamed(catalog, text);
};

/** The version that a text names: `readings@v7`. Throws `Refusal` where there is none. */
export const versionNamed = async (catalog: Catalog, text: string): Promise<Version> => {
  const ref = parseVersionRef(text);
  return (await catalog.versions.find(ref)) ?? notFound(catalog, text, ref.name);
};
