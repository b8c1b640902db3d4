import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { folderPerTest } from '../support/test-folder.ts';
import { writeFolder } from './random-folder.ts';

const folder = folderPerTest();
const { at } = folder;
const assay = (...line: readonly string[]) =>
  runCli([...line, '--quiet'], { cwd: folder.path, env: { ASSAY_ACTOR: 'a' } });

test('a link that leads to a name which is no UTF-8 is refused: it would come back as another link', async () => {
  writeFolder(at('in'), { a: '1' });
  symlinkSync(Buffer.from([0x61, 0xff]), at('in/link'));
  const added = await assay('add', 'in', '--as', 'data');
  expect(added.code).toBe(2);
  expect(added.stderr).toContain('in/link: the link leads to "a\ufffd", which is no UTF-8');
});

test('a name that is no UTF-8 is refused, and one that holds the sign for such names is kept', async () => {
  writeFolder(at('in'), { 'a\ufffd': '1' });
  symlinkSync('b\ufffd', at('in/link'));
  expect((await assay('add', 'in', '--as', 'data')).code).toBe(0);
  expect((await assay('checkout', 'data', '--to', 'out')).code).toBe(0);
  expect(readdirSync(at('out'))).toEqual(['a\ufffd', 'link']);
  writeFileSync(Buffer.concat([Buffer.from(at('in/')), Buffer.from([0x62, 0xff])]), '2');
  const added = await assay('add', 'in', '--as', 'data');
  expect(added.code).toBe(2);
  expect(added.stderr).toContain('is no UTF-8');
});

test('names as long as they may be come back, of a file too; a place whose name is too long is refused in words', async () => {
  const longest = 'n'.repeat(255);
  writeFolder(at('in'), { [longest]: '1' });
  expect((await assay('add', `in/${longest}`, '--as', 'file')).code).toBe(0);
  const out = await assay('checkout', 'file');
  expect(out.code, out.stderr).toBe(0);
  expect(readFileSync(at(longest), 'utf8')).toBe('1');
  const tooLong = await assay('checkout', 'file', '--to', `${'d'.repeat(255)}/${'n'.repeat(256)}`);
  expect(tooLong.code, tooLong.stderr).toBe(2);
  expect(tooLong.stderr).toContain('choose a place with a shorter name');
});

test('sockets are refused with their place', async () => {
  mkdirSync(at('in'));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(at('in/socket'), resolve));
  const added = await assay('add', 'in', '--as', 'data');
  server.close();
  expect(added.code).toBe(2);
  expect(added.stderr).toContain('in/socket: it is no file, folder or link');
});

test('two names of one file come back as two files with its bytes, which are kept once', async () => {
  writeFolder(at('in'), { one: 'same' });
  execFileSync('ln', [at('in/one'), at('in/two')]);
  const added = JSON.parse((await assay('add', 'in', '--as', 'data', '--json')).stdout);
  expect(added.version.record).toMatchObject({ files: 2, bytes: 8 });
  await assay('checkout', 'data', '--to', 'out');
  writeFileSync(at('out/one'), 'other');
  expect(readFileSync(at('out/two'), 'utf8')).toBe('same');
  const verified = JSON.parse((await assay('verify', '--deep', '--json')).stdout);
  expect(verified).toMatchObject({ damage: [], bytes: 4 });
});
