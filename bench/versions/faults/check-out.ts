import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkOutVersion } from '../../../packages/assay/src/operations/versions/check-out.ts';
import { readLock } from '../../../packages/assay/src/project/lock-file.ts';
import { baseFiles, baseVersions, beginBase, damageIn, type Kind } from './kind.ts';

const isWhole = (folder: string, version: number): boolean => {
  const wanted = Object.entries(baseFiles(version));
  return (
    existsSync(folder) &&
    readdirSync(folder).length === wanted.length &&
    wanted.every(([path, content]) => readFileSync(join(folder, path), 'utf8') === content)
  );
};

/** Whatever stands at its place is whole, and `assay.lock` says something that was checked out. */
export const checkOut: Kind = {
  begin: beginBase,
  act: async (home, random) => {
    const version = 1 + Math.floor(random() * baseVersions);
    const to = `out-${version}-${randomUUID()}`;
    await checkOutVersion(home, { version: `base@v${version}`, to, lock: 'write', actor: 'a', cwd: home });
    return to;
  },
  lost: async (home, acknowledged) => {
    const problems = [...(await damageIn(home))];
    const there = readdirSync(home).filter((name) => name.startsWith('out-'));
    for (const to of new Set([...acknowledged, ...there]))
      if (!isWhole(join(home, to), Number(to.split('-')[1]))) problems.push(`${to} is not whole`);
    const pinned = readLock(home)?.versions.base?.version;
    if (acknowledged.length > 0 && pinned === undefined) problems.push('assay.lock pins nothing');
    for (const name of readdirSync(home).filter((one) => /^\.?out-/.test(one)))
      rmSync(join(home, name), { recursive: true, force: true });
    return problems;
  },
};
