import type { Catalog } from '../../catalog/catalog.ts';
import type { Version } from '../../domain/version-record.ts';
import type { Project } from '../../project/project.ts';
import { secretsIn } from '../../run/confidential.ts';
import { expressionColumns, parseExpression } from '../../sql/parse-expression.ts';
import { contractOfDataset } from './contract-of-dataset.ts';

/** Names of what was confidential when a version was made, or is by what the contract of its dataset says now. */
const secretsOf = (project: Project, { record }: Version): readonly string[] => {
  const { name, kind, confidential = [] } = record;
  if (kind !== 'dataset') return confidential;
  const properties = contractOfDataset(project, name)?.object.properties ?? [];
  return [...confidential, ...secretsIn(properties, project.config.public).flatMap(({ names }) => names)];
};

/** Whether a rule expression chooses rows of a version by confidential values: which ones come tells them. */
export const choosesBySecrets = (project: Project, version: Version, where: string | undefined): boolean => {
  const parsed = parseExpression(where ?? 'true');
  if ('error' in parsed) return false;
  const secrets = new Set(secretsOf(project, version).map((name) => name.toLowerCase()));
  return expressionColumns(parsed.expr).some((name) => secrets.has(name.toLowerCase()));
};

/** Throws `Refusal` where somebody may not read the confidential values of a version, or bring them to a remote, and says so in the audit. */
export const allowSecrets = async (
  project: Project,
  catalog: Catalog,
  version: Version,
  actor: string,
  action: 'read-confidential' | 'push-confidential' = 'read-confidential',
): Promise<void> => {
  if ((await catalog.grants.list()).length === 0 || secretsOf(project, version).length === 0) return;
  const by = { at: new Date().toISOString(), owner: actor, reason: '' };
  await catalog.grants.allow(by, { action, name: version.record.name });
};
