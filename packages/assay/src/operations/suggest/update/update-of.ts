import { resolve } from 'node:path';
import { readText } from '../../../project/read-text.ts';
import type { Target } from '../../targets.ts';
import { inWorkFolder } from '../../work-folder.ts';
import type { Draft } from '../draft.ts';
import { type DraftingOptions, gateUnder } from '../gate-under.ts';
import { proposeUpdate } from './propose-update.ts';

/** Gates the data under the contract that exists, and proposes what would have to change. */
export const updateOf = (
  target: Target,
  draft: Draft,
  options: Omit<DraftingOptions, 'workFolder'>,
  cwd: string,
): Promise<ReturnType<typeof proposeUpdate>> =>
  inWorkFolder(async (workFolder) => {
    const { contractOf: contract, object } = target;
    const { file } = contract;
    const run = await gateUnder({ contract, object }, target, { ...options, workFolder });
    const text = readText(resolve(cwd, file), 'contract-not-found', file);
    const { confidential = new Set<string>() } = options;
    return proposeUpdate({ text, file, contract, object, draft, run, confidential });
  });
