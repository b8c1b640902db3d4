import { parseContract } from '../../packages/assay/src/contract/parse-contract.ts';
import { contractText } from '../../packages/assay/src/operations/suggest/contract-text.ts';
import type { Draft } from '../../packages/assay/src/operations/suggest/draft.ts';
import { draftSource } from '../../packages/assay/src/operations/suggest/draft-source.ts';
import { gateUnder } from '../../packages/assay/src/operations/suggest/gate-under.ts';
import { inWorkFolder } from '../../packages/assay/src/operations/work-folder.ts';

const named = (path: string) => ({ name: 'it', source: { kind: 'files', path } as const });

export const draftFile = async (path: string): Promise<Draft> => (await draftSource(named(path), {})).draft;

/** What data that a draft has not seen break of it: check, column and message of each rule that is not kept. */
export const brokenBy = async (draft: Draft, path: string): Promise<readonly string[]> => {
  const { contract, problems } = parseContract(contractText(draft), 'it.odcs.yaml');
  const object = contract?.objects[0];
  if (contract === undefined || object === undefined)
    throw new Error(problems.map(({ message }) => message).join('; '));
  const run = await inWorkFolder((workFolder) =>
    gateUnder({ contract, object }, named(path), { workFolder }),
  );
  return run.verdicts
    .filter(({ status }) => status === 'fail' || status === 'unknown')
    .map(({ check, rule, message }) => `${check} ${rule}: ${message}`);
};

/** Sure rules and questions of a draft, by check. */
export const countsOf = ({
  rules,
  properties,
}: Draft): ReadonlyMap<string, { sure: number; asked: number }> => {
  const counts = new Map<string, { sure: number; asked: number }>();
  for (const { check, sure } of [...rules, ...properties.flatMap(({ suggestions }) => suggestions)]) {
    const found = counts.get(check) ?? { sure: 0, asked: 0 };
    counts.set(check, { sure: found.sure + Number(sure), asked: found.asked + Number(!sure) });
  }
  return counts;
};
