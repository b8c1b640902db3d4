import { versionLog } from '../../../packages/assay/src/operations/versions/log.ts';
import { addFiles, beginBase, damageIn, type Kind } from './kind.ts';

export const add: Kind = {
  begin: beginBase,
  act: async (home, random) => {
    const files = Array.from({ length: 40 }, (_none, index) => [
      `f${index}`,
      `content ${Math.floor(random() * 60)}`,
    ]);
    const { number, id } = await addFiles(home, 'added', Object.fromEntries(files));
    return `added@v${number} ${id}`;
  },
  lost: async (home, acknowledged) => {
    const { versions } = await versionLog(home, undefined, Number.MAX_SAFE_INTEGER, 'a');
    const there = new Set(versions.map(({ number, id, record }) => `${record.name}@v${number} ${id}`));
    return [...acknowledged.filter((line) => !there.has(line)), ...(await damageIn(home))];
  },
};
