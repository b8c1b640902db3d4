import { join } from 'node:path';
import { versionLog } from '../../../packages/assay/src/operations/versions/log.ts';
import { pullVersions } from '../../../packages/assay/src/operations/versions/pull.ts';
import { pushVersions } from '../../../packages/assay/src/operations/versions/push.ts';
import { tagIn } from '../../../packages/assay/src/operations/versions/tag.ts';
import { addFiles, beginProject, damageIn, type Kind, projectIn } from './kind.ts';

const names = ['n0', 'n1', 'n2', 'n3', 'n4', 'n5'];
const ana = (home: string): string => join(home, 'ana');
const bob = (home: string): string => join(home, 'bob');
const pushIn = (folder: string, only: readonly string[] = []) =>
  pushVersions(projectIn(folder), { names: only, begin: true, repair: false, actor: 'a' });
const pullIn = (folder: string, only: readonly string[] = []) =>
  pullVersions(projectIn(folder), { names: only, actor: 'a' });

const begin = async (home: string): Promise<void> => {
  for (const folder of [ana(home), bob(home)]) beginProject(folder, { remote: '../share' });
  for (const name of names) await addFiles(ana(home), name, { shared: 'by all', own: name });
  await pushIn(ana(home));
  await pullIn(bob(home));
};

/** One more version of each name, with what it has in common with others, and a tag. */
const addAll = async (home: string, random: () => number): Promise<void> => {
  for (const name of names) {
    const files = Array.from({ length: 12 }, (_none, index) => [
      `f${index}`,
      `content ${Math.floor(random() * 200)}`,
    ]);
    const { number } = await addFiles(ana(home), name, {
      ...Object.fromEntries(files),
      own: `${name} ${random()}`,
    });
    await tagIn(ana(home), {
      version: `${name}@v${number}`,
      tag: 'latest-good',
      remove: false,
      actor: 'a',
      reason: '',
      now: new Date(),
    });
  }
};

/** What a project knows of all versions. */
const knownIn = async (folder: string): Promise<readonly string[]> =>
  (await versionLog(folder, undefined, Number.MAX_SAFE_INTEGER, 'a')).versions
    .map(({ number, id, record, aliases }) => `${record.name}@v${number} ${id} ${aliases.join(',')}`)
    .toSorted();

const told = async (folder: string, name: string): Promise<string> => {
  const [last] = (await versionLog(folder, name, 1, 'a')).versions;
  return `${name}@v${last?.number} ${last?.id}`;
};

const absent = (acknowledged: readonly string[], known: readonly string[]): readonly string[] =>
  acknowledged.filter((line) => !known.some((one) => one.startsWith(`${line} `)));

/** After the kill: whoever pulls gets what was acknowledged, whole; the next push and pull go on, and both know the same. */
const lostOf =
  (whose: (home: string) => string) =>
  async (home: string, acknowledged: readonly string[]): Promise<readonly string[]> => {
    const problems = [...(await damageIn(whose(home)))];
    if (whose === ana) await pullIn(bob(home));
    problems.push(...absent(acknowledged, await knownIn(bob(home))));
    await pushIn(ana(home));
    await pullIn(bob(home));
    problems.push(...(await damageIn(ana(home))), ...(await damageIn(bob(home))));
    const [here, there] = [await knownIn(ana(home)), await knownIn(bob(home))];
    if (here.join('\n') !== there.join('\n')) problems.push('the two projects do not know the same');
    return problems;
  };

const cycling = (act: (home: string, name: string) => Promise<string>): Kind['act'] => {
  let next = 0;
  return (home) => act(home, names[next++ % names.length] ?? '');
};

export const push: Kind = {
  begin,
  prepare: addAll,
  act: cycling(async (home, name) => {
    await pushIn(ana(home), [name]);
    return told(ana(home), name);
  }),
  lost: lostOf(ana),
};

export const pull: Kind = {
  begin,
  prepare: async (home, random) => {
    await addAll(home, random);
    await pushIn(ana(home));
  },
  act: cycling(async (home, name) => {
    await pullIn(bob(home), [name]);
    return told(bob(home), name);
  }),
  lost: lostOf(bob),
};
