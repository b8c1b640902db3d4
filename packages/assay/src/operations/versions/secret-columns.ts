import type { Catalog } from '../../catalog/catalog.ts';
import type { Version } from '../../domain/version-record.ts';
import type { Project } from '../../project/project.ts';
import { holdsSecret } from '../../run/confidential.ts';
import { contractOfDataset } from './contract-of-dataset.ts';

/** Whether a column of a version was confidential when it was made, or is by what the contract of its dataset says now. */
const hasSecrets = (project: Project, { record }: Version): boolean => {
  const { name, kind, confidential = [] } = record;
  if (confidential.length > 0) return true;
  if (kind !== 'dataset') return false;
  const properties = contractOfDataset(project, name)?.object.properties ?? [];
  return properties.some((property) => holdsSecret(property, project.config.public));
};

/** Throws `Refusal` where somebody may not read the confidential values of a version, and says so in the audit. */
export const allowSecrets = async (
  project: Project,
  catalog: Catalog,
  version: Version,
  actor: string,
): Promise<void> => {
  if ((await catalog.grants.list()).length === 0 || !hasSecrets(project, version)) return;
  const by = { at: new Date().toISOString(), owner: actor, reason: '' };
  await catalog.grants.allow(by, { action: 'read-confidential', name: version.record.name });
};
