import { isAbsolute, join } from 'node:path';
import { own } from '../../domain/own.ts';
import type { Project } from '../../project/project.ts';
import { bindContract, type Target } from '../targets.ts';

/** The contract that `assay.yaml` names for a dataset, as it is now; undefined where it names none. Throws `Refusal` where it cannot be read. */
export const contractOfDataset = (
  project: Project,
  name: string,
): Pick<Target, 'contractOf' | 'object'> | undefined => {
  const contract = own(project.config.datasets, name)?.contract;
  if (contract === undefined) return undefined;
  const file = isAbsolute(contract) ? contract : join(project.folder, contract);
  return bindContract({ name, source: { kind: 'stdin' } }, file, project.folder);
};
