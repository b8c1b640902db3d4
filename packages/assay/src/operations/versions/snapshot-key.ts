import type { Project } from '../../project/project.ts';
import { primaryKeyIn } from '../primary-key.ts';
import { bindContract, namedDataset } from '../targets.ts';
import type { Add } from './adding/adding.ts';

/** The columns of the primary key, as the source calls them, that the contract of what is added declares; none without a contract. */
export const keyOfSnapshot = (project: Project, { name, contract, cwd }: Add): readonly string[] => {
  const dataset = namedDataset(project, name, cwd);
  if ((contract ?? dataset?.contract) === undefined) return [];
  const named = dataset ?? { name, source: { kind: 'stdin' } };
  const { object } = bindContract(named, contract, cwd);
  return primaryKeyIn(object.properties).map(({ physicalName }) => physicalName);
};
