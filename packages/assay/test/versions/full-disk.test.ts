import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '../../src/domain/problem.ts';
import { addVersion } from '../../src/operations/versions/add.ts';
import { verifyAudit } from '../../src/operations/versions/audit.ts';
import { checkOutVersion } from '../../src/operations/versions/check-out.ts';
import { versionLog } from '../../src/operations/versions/log.ts';
import { pullVersions } from '../../src/operations/versions/pull.ts';
import { pushVersions } from '../../src/operations/versions/push.ts';
import { tagIn } from '../../src/operations/versions/tag.ts';
import { tidyObjects } from '../../src/operations/versions/tidy.ts';
import { verifyVersions } from '../../src/operations/versions/verify.ts';
import { readProject } from '../../src/project/project.ts';
import { runCli } from '../support/run-cli.ts';
import { mayMount, type SmallDisk, smallDisk } from '../support/small-disk.ts';
import { folderPerTest } from '../support/test-folder.ts';
import { writeFolder } from './random-folder.ts';

const folder = folderPerTest();
const { at, write } = folder;
const project = (who: string) => readProject(at('disk', who), { env: {}, vars: {} });
const add = (who: string) =>
  addVersion(project(who), { path: at('in'), name: 'data', author: who, cwd: folder.path });
const push = (who: string, begin = false) =>
  pushVersions(project(who), { names: [], begin, repair: false, actor: who });
const pull = (who: string) => pullVersions(project(who), { names: [], actor: who });
const tag = (who: string, word: string) =>
  tagIn(at('disk', who), {
    version: 'data@latest',
    tag: word,
    remove: false,
    actor: who,
    reason: '',
    now: new Date(),
  });
const checkOut = (who: string) =>
  checkOutVersion(project(who), {
    version: 'data@latest',
    to: at('disk/out'),
    replace: true,
    lock: 'write',
    actor: who,
    cwd: folder.path,
  });
const log = async (who: string) => (await versionLog(at('disk', who), undefined, 1000, who)).versions;

const files = (text: string) =>
  Object.fromEntries(
    Array.from({ length: 30 }, (_none, index) => [`f${index}`, `${text} ${index} `.repeat(400)]),
  );

/** What was begun and not ended, wherever it lies. */
const halves = (): readonly string[] =>
  readdirSync(at('disk'), { recursive: true, withFileTypes: true })
    .filter((one) => one.parentPath.endsWith('/unfinished') || /\.(unfinished|old)$/.test(one.name))
    .map((one) => `${one.parentPath}/${one.name}`);

const damage = async (): Promise<readonly unknown[]> => {
  const found: unknown[] = [];
  for (const who of ['ana', 'bob']) {
    found.push(...(await verifyVersions(at('disk', who), { deep: true })).damage);
    const { broken } = await verifyAudit(at('disk', who));
    if (broken !== undefined) found.push(broken);
  }
  return found;
};

/** True where it was done; false where it was refused in words. */
const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
  try {
    await work();
    return true;
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    for (const { code, hint } of cause.problems) {
      expect(['output-unwritable', 'remote-unusable', 'catalog-unusable']).toContain(code);
      expect(hint).not.toBe('');
    }
    return false;
  }
};

const begin = async (): Promise<void> => {
  for (const who of ['ana', 'bob']) write(`disk/${who}/assay.yaml`, 'version: 1\nremote: ../share\n');
  writeFolder(at('in'), { f0: 'first' });
  await add('ana');
  await push('ana', true);
  await pull('bob');
};

describe.skipIf(!mayMount)('a real file system', () => {
  let disk: SmallDisk;
  beforeEach(async () => {
    disk = smallDisk(at('disk'), 6_000_000);
    await begin();
  });
  afterEach(() => disk.remove());

  test('that is full at any point of a work loses nothing, keeps nothing half, and goes on when there is room', {
    timeout: 240_000,
  }, async () => {
    const works: Readonly<Record<string, (level: number) => Promise<unknown>>> = {
      add: () => add('ana'),
      tag: (level) => tag('ana', `t${level}`),
      checkout: () => checkOut('ana'),
      push: () => push('ana'),
      pull: () => pull('bob'),
      gc: () => tidyObjects(project('ana'), { graceDays: 0, dryRun: false }),
    };
    const refused = new Set<string>();
    for (const level of [0, 20_000, 60_000, 110_000, 150_000, 200_000]) {
      writeFolder(at('in'), files(String(level)));
      for (const [what, work] of Object.entries(works)) {
        const before = existsSync(at('disk/out')) ? readFileSync(at('disk/out/f1'), 'utf8') : undefined;
        disk.fill(level);
        const isDone = await attempt(() => work(level));
        if (!isDone) refused.add(what);
        disk.empty();
        expect(halves(), `${what} with ${level} bytes`).toEqual([]);
        expect(await damage(), `${what} with ${level} bytes`).toEqual([]);
        if (what === 'checkout' && !isDone && before !== undefined)
          expect(readFileSync(at('disk/out/f1'), 'utf8')).toBe(before);
        if (!isDone) await work(level);
      }
      expect(await log('bob')).toEqual(await log('ana'));
    }
    expect([...refused].toSorted()).toEqual(Object.keys(works).toSorted());
  });

  test('that is read-only is told as such; a remote on it is pulled from all the same', {
    timeout: 60_000,
  }, async () => {
    await checkOut('ana');
    disk.makeReadOnly();
    writeFolder(at('in'), files('more'));
    for (const work of [
      () => add('ana'),
      () => tag('ana', 't'),
      () => checkOut('ana'),
      () => push('ana'),
      () => tidyObjects(project('ana'), { graceDays: 0, dryRun: false }),
    ])
      expect(await attempt(work)).toBe(false);
    write('eve/assay.yaml', 'version: 1\nremote: ../disk/share\n');
    await pullVersions(readProject(at('eve'), { env: {}, vars: {} }), { names: [], actor: 'eve' });
    expect((await versionLog(at('eve'), undefined, 10, 'eve')).versions).toHaveLength(1);
    const run = await runCli(['push', '--quiet'], { cwd: at('disk/ana') });
    expect(run.code, run.stderr).toBe(2);
    expect(run.stderr).not.toContain('bug');
  });
});

test('a remote that vanishes midway is told as such; nothing is made where it was, and the next push goes on', async () => {
  await begin();
  writeFolder(at('in'), files('second'));
  await add('ana');
  let carried = 0;
  const vanishing = pushVersions(project('ana'), {
    names: [],
    begin: false,
    repair: false,
    actor: 'ana',
    onCarried: () => {
      carried += 1;
      if (carried === 1) renameSync(at('disk/share'), at('disk/away'));
    },
  });
  await expect(vanishing).rejects.toMatchObject({ problems: [{ code: 'remote-unusable' }] });
  expect(existsSync(at('disk/share'))).toBe(false);
  renameSync(at('disk/away'), at('disk/share'));
  await pull('bob');
  expect(await log('bob')).toHaveLength(1);
  await push('ana');
  await pull('bob');
  expect(await log('bob')).toEqual(await log('ana'));
  expect(await damage()).toEqual([]);
  expect(halves()).toEqual([]);
});
