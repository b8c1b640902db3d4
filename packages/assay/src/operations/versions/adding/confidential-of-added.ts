import type { ContractProperty } from '../../../contract/contract.ts';
import type { VersionTable } from '../../../domain/version-table.ts';
import { holdsSecret } from '../../../run/confidential.ts';
import { declaredProperties, type NamedSource } from '../../targets.ts';
import type { Adding } from './adding.ts';

const namesOf = ({ name, physicalName }: ContractProperty): readonly string[] => [name, physicalName];

/**
 * The columns of what is added that are confidential now: by its contract; and of a query that read confidential columns all but those that its own
 * contract says are not.
 */
export const confidentialIn = (
  { project, add, place }: Adding,
  source: NamedSource,
  table: VersionTable | undefined,
): readonly string[] => {
  const properties = declaredProperties(source, add.contract, add.cwd);
  const open = project.config.public;
  const secret = properties.filter((one) => holdsSecret(one, open)).flatMap(namesOf);
  if (place.readsSecrets !== true) return [...new Set(secret)];
  const cleared = new Set(
    properties.filter((one) => one.classification !== undefined && !holdsSecret(one, open)).flatMap(namesOf),
  );
  const columns = (table?.columns ?? []).map(({ name }) => name).filter((name) => !cleared.has(name));
  return [...new Set([...secret, ...columns])];
};
