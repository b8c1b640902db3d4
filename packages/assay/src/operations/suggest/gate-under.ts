import type { Contract, ContractObject } from '../../contract/contract.ts';
import { Refusal, stops } from '../../domain/problem.ts';
import type { Run } from '../../domain/run.ts';
import { engineFor } from '../../engines/registry.ts';
import { gate } from '../../run/gate.ts';
import type { GateInput, Progress, RuleSelection } from '../../run/gate-input.ts';
import type { NamedSource } from '../targets.ts';
import type { Known } from './known.ts';

export interface Judging {
  readonly contract: Contract;
  readonly object: ContractObject;
  readonly select?: RuleSelection;
  readonly openOthers?: GateInput['openOthers'];
}

export interface DraftingOptions extends Known {
  readonly workFolder: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Gates data as `assay check` will, with nothing kept. Throws `Refusal` where they cannot be read. */
export const gateUnder = async (
  { contract, object, select, openOthers }: Judging,
  { name, source }: NamedSource,
  { where, signal, onProgress, workFolder, publicClassifications }: DraftingOptions,
): Promise<Run> => {
  const run = await gate(
    {
      name,
      source,
      contract,
      object,
      now: new Date(),
      waivers: new Map(),
      ...(select === undefined ? {} : { select }),
      ...(openOthers === undefined ? {} : { openOthers }),
      ...(publicClassifications === undefined ? {} : { publicClassifications }),
      ...(where === undefined ? {} : { where }),
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { onProgress }),
    },
    (one) => engineFor(one).connect(one, { workFolder }),
  );
  if (run.problems.some(stops)) throw new Refusal(run.problems.filter(stops));
  return run;
};
