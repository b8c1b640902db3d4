import type { Contract, ContractObject } from '../../src/contract/contract.ts';
import { parseContract } from '../../src/contract/parse-contract.ts';
import type { Run } from '../../src/domain/run.ts';
import type { Source } from '../../src/domain/source.ts';
import { engineFor } from '../../src/engines/registry.ts';
import { gate } from '../../src/run/gate.ts';
import type { GateInput } from '../../src/run/gate-input.ts';
import { quarantineWriter } from '../../src/run/quarantine.ts';
import type { QuarantineOptions } from '../../src/run/quarantine-options.ts';
import { parseExpression } from '../../src/sql/parse-expression.ts';

/** What a test gates, and how. */
export interface Asked {
  readonly text?: string;
  readonly where?: string;
  readonly options?: Partial<QuarantineOptions>;
  readonly input?: Partial<GateInput>;
}

export const contractOf = (text: string): { contract: Contract; object: ContractObject } => {
  const { contract, problems } = parseContract(text, 'readings.odcs.yaml');
  const object = contract?.objects[0];
  if (contract === undefined || object === undefined) throw new Error(JSON.stringify(problems));
  return { contract, object };
};

/** A source to gate against a contract's text. */
export const inputOf = (source: Source, { text = '', where, input }: Asked): GateInput => {
  const parsed = where === undefined ? undefined : parseExpression(where);
  if (parsed !== undefined && 'error' in parsed) throw new Error(parsed.error.message);
  return {
    name: 'readings',
    source,
    ...contractOf(text),
    now: new Date('2026-01-01T00:00:00Z'),
    waivers: new Map(),
    ...(parsed === undefined || where === undefined
      ? {}
      : { where: { text: where, condition: parsed.expr } }),
    ...input,
  };
};

/** Gates a source against a contract's text, with quarantine in a folder. */
export const gateInFolder = (folder: string, source: Source, { options, ...asked }: Asked): Promise<Run> => {
  const given = inputOf(source, asked);
  return gate(
    {
      quarantine: quarantineWriter({
        projectFolder: folder,
        name: 'readings',
        source,
        object: given.object,
        maxRows: 100,
        ...options,
      }),
      ...given,
    },
    (one) => engineFor(one).connect(one, { workFolder: folder }),
  );
};
