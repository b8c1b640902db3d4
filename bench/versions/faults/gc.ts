import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { tidyObjects } from '../../../packages/assay/src/operations/versions/tidy.ts';
import { repositoryIn } from '../../../packages/assay/src/versions/repository.ts';
import { beginBase, damageIn, type Kind, projectIn } from './kind.ts';

/** Objects of no version, as interrupted additions leave them. */
const litter = async (home: string, random: () => number): Promise<void> => {
  const { objects } = repositoryIn(join(home, '.assay'));
  await Promise.all(Array.from({ length: 100 }, () => objects.put(`litter ${random()}`)));
  const old = new Date(Date.now() - 60_000);
  for (const two of readdirSync(objects.folder).filter((name) => name.length === 2))
    for (const rest of readdirSync(join(objects.folder, two)))
      utimesSync(join(objects.folder, two, rest), old, old);
};

export const gc: Kind = {
  begin: beginBase,
  prepare: litter,
  act: async (home) => `gc ${(await tidyObjects(projectIn(home), { graceDays: 0, dryRun: false })).objects}`,
  lost: damageIn,
};
