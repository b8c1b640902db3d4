import { relative, resolve } from 'node:path';
import type { Project } from '../../../project/project.ts';
import { readText } from '../../../project/read-text.ts';
import { openOthers } from '../../other-datasets.ts';
import { namedDataset, type Target } from '../../targets.ts';
import { inWorkFolder } from '../../work-folder.ts';
import type { Draft } from '../draft.ts';
import { type DraftingOptions, gateUnder } from '../gate-under.ts';
import { proposeUpdate } from './propose-update.ts';

/** As `git apply` finds it at the root of the project. */
const patchedPath = ({ folder }: Project, at: string, shown: string): string => {
  const inside = relative(folder, at);
  return inside.startsWith('..') ? shown : inside;
};

/** Gates the data under the contract that exists, and proposes what would have to change. */
export const updateOf = (
  project: Project,
  target: Target,
  draft: Draft,
  options: Omit<DraftingOptions, 'workFolder'>,
  cwd: string,
): Promise<ReturnType<typeof proposeUpdate>> =>
  inWorkFolder(async (workFolder) => {
    const { contractOf: contract, object } = target;
    const { file } = contract;
    const sourceOf = (name: string) => namedDataset(project, name, cwd)?.source;
    const run = await gateUnder(
      { contract, object, openOthers: openOthers(target, sourceOf, workFolder) },
      target,
      { ...options, workFolder },
    );
    const at = resolve(cwd, file);
    const text = readText(at, 'contract-not-found', file);
    const { confidential = new Set<string>() } = options;
    const patched = patchedPath(project, at, file);
    return proposeUpdate({ text, file, patched, contract, object, draft, run, confidential });
  });
