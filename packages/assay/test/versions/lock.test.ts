import { writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { addVersion } from '../../src/operations/versions/add.ts';
import { checkOutVersion } from '../../src/operations/versions/check-out.ts';
import { readLock } from '../../src/project/lock-file.ts';
import { readProject } from '../../src/project/project.ts';
import { runCli } from '../support/run-cli.ts';
import { folderPerTest } from '../support/test-folder.ts';
import { writeFolder } from './random-folder.ts';

const folder = folderPerTest();
const { at } = folder;
const add = async (name: string) => {
  writeFolder(at('in'), { a: name });
  return addVersion(readProject(folder.path, { env: {}, vars: {} }), {
    path: 'in',
    name,
    author: 'a',
    cwd: folder.path,
  });
};
const pin = (name: string, to: string) =>
  checkOutVersion(folder.path, { version: name, to, lock: 'write', actor: 'a', cwd: folder.path });

test('eight processes that pin at once lose no pin of another', { timeout: 120_000 }, async () => {
  writeFileSync(at('assay.yaml'), 'version: 1\n');
  const names = Array.from({ length: 8 }, (_none, index) => `n${index}`);
  for (const name of names) await add(name);
  const runs = await Promise.all(
    names.map((name) =>
      runCli(['checkout', name, '--to', `out-${name}`, '--lock', '--quiet'], { cwd: folder.path }),
    ),
  );
  for (const { code, stderr } of runs) expect(code, stderr).toBe(0);
  expect(Object.keys(readLock(folder.path)?.versions ?? {})).toEqual(names);
});

test('pins written at once from one process are all there', async () => {
  const names = ['x', 'y', 'z'];
  for (const name of names) await add(name);
  await Promise.all(names.map((name) => pin(name, `out-${name}`)));
  expect(Object.keys(readLock(folder.path)?.versions ?? {})).toEqual(names);
});

test('the anchor of an audit that was longer is not written over: that would hide what was taken away', async () => {
  await add('x');
  await add('x2');
  await pin('x', 'out');
  const anchored = readLock(folder.path);
  const db = new Sqlite(at('.assay/catalog.db'));
  db.prepare('DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)').run();
  db.close();
  await expect(pin('x2', 'out2')).rejects.toThrow('assay.lock knows 2 entries of the audit');
  expect(readLock(folder.path)).toEqual(anchored);
});
