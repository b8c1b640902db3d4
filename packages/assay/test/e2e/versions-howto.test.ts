import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { abridged, consoleSession } from '../support/console-session.ts';
import { codeBlocks, markdownPages } from '../support/markdown-pages.ts';
import { folderPerTest } from '../support/test-folder.ts';

const path = 'docs/guide/versions-howto.md';
const page = markdownPages().find((one) => one.path === path) ?? expect.fail(`there is no ${path}`);
const scripts = ['readings.mjs', 'train.mjs'];
const mark = '@@ next';
const assay = resolve(import.meta.dirname, '../../bin/assay.js');
const npx = `npx() { '${process.execPath}' --conditions=assay-source '${assay}' "\${@:2}"; }`;
const folder = folderPerTest();

/** Without what is otherwise each time: progress of what takes over a second, durations, moments, hashes, where the share lies. */
const steady = (text: string): readonly string[] =>
  text
    .trimEnd()
    .replace(/^[a-z]+ing \S.* {2}\d+ s$/gm, '')
    .replace(/\d+\.\d s$/gm, 'N s')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'WHEN')
    .replace(/sha256:[0-9a-f]{64}/g, 'sha256:…')
    .replace(/^ {2}[0-9a-f]{16}:$/gm, '  CATALOG:')
    .replace(/(?<=, [\d.]+ kB (?:to|from) )\S+(?=\/share )/g, '')
    .split('\n')
    .filter((line) => line !== '');

test('the how-to of versions can be followed from its first line to its last in an empty folder', () => {
  const session = consoleSession(page);
  const written = codeBlocks(page).filter(({ language }) => language === 'js');
  expect(written).toHaveLength(scripts.length);
  for (const [index, name] of scripts.entries()) folder.write(`try/${name}`, written[index]?.text ?? '');
  const { stdout } = spawnSync(
    'bash',
    ['-c', [npx, 'exec 2>&1', ...session.flatMap(({ command }) => [command, `echo '${mark}'`])].join('\n')],
    {
      cwd: folder.at('try'),
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', GIT_CEILING_DIRECTORIES: folder.path },
    },
  );
  const printed = stdout.split(`${mark}\n`);
  expect(printed).toHaveLength(session.length + 1);
  expect(session.length).toBeGreaterThan(25);
  for (const [index, { command, shown }] of session.entries()) {
    const expected = steady(shown.join('\n'));
    expect(abridged(steady(printed[index] ?? ''), expected), command).toEqual(expected);
  }
});
