import { checks } from '../checks/registry.gen.ts';
import type { ContractObject } from '../contract/contract.ts';
import type { Demand } from '../contract/demand.ts';
import type { FileFacts } from '../domain/file-facts.ts';

/** Demands that no contract has to write, such as that every line of a text file can be read. A written one replaces it. */
export const impliedDemands = (object: ContractObject, files: FileFacts | undefined): readonly Demand[] => {
  const written = new Set(object.demands.filter(({ key }) => key === 'custom').map(({ args }) => args.check));
  return checks
    .filter(({ id, impliedBy }) => impliedBy?.(files) === true && !written.has(id))
    .map(({ id }) => ({
      key: 'custom',
      object: object.name,
      args: { check: id },
      severity: 'error',
      tags: [],
      place: object.place,
    }));
};
