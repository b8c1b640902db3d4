import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { versionLog } from '../../src/operations/versions/log.ts';
import { consoleSession } from '../support/console-session.ts';
import { markdownPages } from '../support/markdown-pages.ts';
import { runCli } from '../support/run-cli.ts';
import { folderPerTest } from '../support/test-folder.ts';

const path = 'docs/guide/backup.md';
const page = markdownPages().find((one) => one.path === path) ?? expect.fail(`there is no ${path}`);
const mark = '@@ next';
const assay = resolve(import.meta.dirname, '../../bin/assay.js');
const npx = `npx() { '${process.execPath}' --conditions=assay-source '${assay}' "\${@:2}"; }`;
const folder = folderPerTest();

/** Adds until it is told to stop; keeps what was acknowledged, and when. */
const writer = (name: string) => {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../versions/write-versions.ts'), folder.at('project'), name, '1000', '1'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const acknowledged: { readonly version: string; readonly at: number }[] = [];
  const lines = createInterface(child.stdout);
  lines.on('line', (version) => acknowledged.push({ version, at: Date.now() }));
  const first = new Promise((done) => lines.once('line', done));
  return { acknowledged, first, stop: () => child.kill('SIGKILL') };
};

/** Without what is otherwise each time. */
const steady = (text: string): string =>
  text
    .trim()
    .replace(/sha256:[0-9a-f]{64}/g, 'HASH')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'WHEN')
    .replace(/\d[\d,.]* (?:kB|MB|B)\b/g, 'SIZE')
    .replace(/\d[\d,.]*/g, 'N')
    .replace(/\b(version|object|entr)(?:s|y|ies)?\b/g, '$1');

test('the page of backups can be followed while others write, and what comes back is whole', {
  timeout: 180_000,
}, async () => {
  folder.write('project/assay.yaml', 'version: 1\n');
  const writers = ['one', 'two'].map(writer);
  try {
    await Promise.all(writers.map(({ first }) => first));
    const session = consoleSession(page);
    const began = Date.now();
    const child = spawn(
      'bash',
      ['-c', [npx, 'exec 2>&1', ...session.flatMap(({ command }) => [command, `echo '${mark}'`])].join('\n')],
      { cwd: folder.at('project'), env: { ...process.env, NO_COLOR: '1', ASSAY_ACTOR: 'a' } },
    );
    let stdout = '';
    for await (const part of child.stdout) stdout += String(part);
    const printed = stdout.split(`${mark}\n`);
    expect(session.length).toBeGreaterThanOrEqual(5);
    for (const [index, { command, shown }] of session.entries())
      for (const line of shown) expect(steady(printed[index] ?? ''), command).toContain(steady(line));
    const { versions } = await versionLog(folder.at('restored'), undefined, Number.MAX_SAFE_INTEGER, 'a');
    const restored = versions.map(({ number, record }) => `${record.name}@v${number}`);
    for (const { version, at } of writers.flatMap(({ acknowledged }) => acknowledged))
      if (at < began) expect(restored).toContain(version);
  } finally {
    for (const { stop } of writers) stop();
  }
});

test('a backup that is not whole says what is hurt, brings back the rest, and is taken nowhere twice', async () => {
  const cli = (where: string, ...args: readonly string[]) =>
    runCli([...args, '--quiet'], { cwd: folder.at(where), env: { ASSAY_ACTOR: 'a' } });
  folder.write('project/data/a', 'first');
  folder.write('project/other/b', 'second');
  await cli('project', 'add', 'data', '--as', 'data');
  await cli('project', 'add', 'other', '--as', 'other');
  expect((await cli('project', 'backup', '--to', '../backup')).code).toBe(0);
  folder.write('restored/assay.yaml', 'version: 1\n');
  const hurt = spawnSync('grep', ['-rlx', 'second', folder.at('backup/objects')], { encoding: 'utf8' });
  const file = hurt.stdout.trim();
  chmodSync(file, 0o644);
  writeFileSync(file, 'secund');
  const run = await cli('restored', 'restore', '--from', '../backup');
  expect(run.code, run.stderr).toBe(1);
  expect(run.stdout).toMatch(/DAMAGED .*\n✗ other@v1 {2}b {2}missing/);
  expect((await cli('restored', 'checkout', 'data')).code).toBe(0);
  const again = await cli('restored', 'restore', '--from', '../backup');
  expect(again.code).toBe(2);
  expect(again.stderr).toContain('a catalog is kept here already');
  folder.write('stranger/data/a', 'first');
  await cli('stranger', 'add', 'data', '--as', 'data');
  const foreign = await cli('stranger', 'backup', '--to', '../backup');
  expect(foreign.code).toBe(2);
  expect(foreign.stderr).toContain('is a backup of another project');
  const nowhere = await cli('project', 'backup', '--to', '../stranger');
  expect(nowhere.code).toBe(2);
  expect(nowhere.stderr).toContain('holds something else than a backup');
  expect(readdirSync(folder.at('stranger')).toSorted()).toEqual(['.assay', 'data']);
});
