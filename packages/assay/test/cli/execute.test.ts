import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { executedSchema } from '../../src/domain/executed.ts';
import { failedExecutionsSchema } from '../../src/domain/failed-execution.ts';
import { runCli } from '../support/run-cli.ts';
import { folderPerSuite } from '../support/test-folder.ts';

const folder = folderPerSuite();
const { write } = folder;
const as = (actor: string, line: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runCli(line, { cwd: folder.path, env: { ASSAY_ACTOR: actor, ...env } });
const executing = (script: string, ...outputs: readonly string[]): string[] => [
  ...['execute', '--quiet', '--input', 'readings@v1', '--param', 'lr=0.1'],
  ...outputs.flatMap((one) => ['--output', one]),
  ...['--', 'node', '-e', script, '--', '--token', 'abc'],
];
const failures = async (actor: string, ...of: readonly string[]) =>
  failedExecutionsSchema.parse(JSON.parse((await as(actor, ['lineage', ...of, '--failed', '--json'])).stdout))
    .executions;

beforeAll(async () => {
  write('assay.yaml', 'version: 1\n');
  write('r.csv', 'a\n1\n');
  await as('ana', ['add', 'r.csv', '--as', 'readings', '--quiet']);
});

test('a command that fails makes no version, and the audit keeps who tried what, when and how', async () => {
  const run = await as('ana', executing('process.exit(3)', 'out.bin:wear'));
  expect(run.stderr).toContain('node ended with exit code 3');
  expect(run.code).toBe(2);
  const [failure] = await failures('ana', 'wear');
  expect(failure).toMatchObject({
    by: 'ana',
    reason: 'node ended with exit code 3',
    outputs: ['wear'],
    made: [],
    execution: { how: 'observed', exitCode: 3, parameters: { lr: '0.1' }, seconds: expect.any(Number) },
  });
  expect(failure?.execution.command).toContain("--token '***'");
  expect(await failures('ana', 'readings@v1')).toEqual([failure]);
  expect(await failures('ana', 'readings')).toEqual([failure]);
  expect(await failures('ana', 'other')).toEqual([]);
  const text = await as('ana', ['lineage', 'wear', '--failed']);
  expect(text.stdout).toMatch(
    /ana {2}wear {2}node ended with exit code 3\n {2}node -e .* --token .*lr=0\.1 .*exit code 3/,
  );
  expect((await as('ana', ['audit'])).stdout).toContain('execution.fail');
  expect((await as('ana', ['audit', 'verify'])).code).toBe(0);
});

test.each([
  ['process.kill(process.pid)', 'node ended with SIGTERM', undefined],
  ['0', 'the command did not make never.bin', 0],
])('%j fails: %s', async (script, reason, exitCode) => {
  const run = await as('ana', executing(script, 'never.bin:wear'));
  expect(run.stderr).toContain(reason);
  const [failure] = await failures('ana', 'wear');
  expect(failure?.reason).toBe(reason);
  expect(failure?.execution.exitCode).toBe(exitCode);
});

test('of several outputs those are told that were added before another was refused', async () => {
  const script = "fs.writeFileSync('one.bin', '1'); fs.writeFileSync('two.onnx', 'no model')";
  const run = await as('ana', executing(script, 'one.bin:one', 'two.onnx:two'));
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('one@v1 was added before that');
  expect((await failures('ana', 'two'))[0]?.made).toEqual(['one@v1']);
});

test('what is kept of variables and parameters holds no password of a URL', async () => {
  write('p.mjs', "import fs from 'node:fs'; fs.writeFileSync('p.bin', String(Math.random()));");
  const url = 'postgres://ana:hunter2@plant/db';
  const run = await as(
    'ana',
    [
      ...[
        'execute',
        '--quiet',
        '--json',
        '--output',
        'p.bin:p',
        '--env',
        'PLANT_URL',
        '--param',
        `from=${url}`,
      ],
      ...['--', 'node', 'p.mjs'],
    ],
    { PLANT_URL: url },
  );
  expect(run.stdout).not.toContain('hunter2');
  expect(executedSchema.parse(JSON.parse(run.stdout)).execution).toMatchObject({
    parameters: { from: 'postgres://ana:***@plant/db' },
    environment: { variables: { PLANT_URL: 'postgres://ana:***@plant/db' } },
  });
  const stated = ['add', 'p.bin', '--as', 'q', '--param', `from=${url}`, '--json'];
  const { version } = JSON.parse((await as('ana', stated)).stdout);
  expect((await as('ana', ['lineage', `q@v${version.number}`, '--json'])).stdout).not.toContain('hunter2');
});

test('a command that is interrupted is asked to end, and is kept as one that was', async () => {
  const script = "fs.writeFileSync('began', ''); setInterval(() => {}, 1000)";
  const child = spawn(
    process.execPath,
    [
      '--conditions=assay-source',
      join(import.meta.dirname, '../../bin/assay.js'),
      ...executing(script, 'x.bin:x'),
    ],
    { cwd: folder.path, env: { ...process.env, ASSAY_ACTOR: 'ana' }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await expect.poll(() => readsBegan(), { timeout: 30_000 }).toBe(true);
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([130, null]);
  const [failure] = await failures('ana', 'x');
  expect(failure).toMatchObject({ outputs: ['x'], reason: 'interrupted' });
});

const readsBegan = (): boolean => {
  try {
    rmSync(folder.at('began'));
    return true;
  } catch {
    return false;
  }
};

test('where it cannot be kept that a command failed, both are told', async () => {
  const script =
    "fs.renameSync('.assay/catalog.db', 'kept.db'); fs.writeFileSync('.assay/catalog.db', 'no database'); process.exit(4)";
  const run = await as('ana', executing(script, 'x.bin:x'));
  rmSync(folder.at('.assay/catalog.db'));
  for (const end of ['-wal', '-shm']) rmSync(folder.at(`.assay/catalog.db${end}`), { force: true });
  renameSync(folder.at('kept.db'), folder.at('.assay/catalog.db'));
  expect(run.stderr).toContain('node ended with exit code 4');
  expect(run.stderr).toContain('that it failed was not kept');
  expect(run.code).toBe(2);
});

test('whoever may not add what a command makes learns it before the command runs', async () => {
  await as('ana', ['grant', 'tom', 'reader', '--on', 'readings']);
  const run = await as('tom', executing("fs.writeFileSync('ran', '')", 'ran:wear'));
  expect(run.stderr).toContain('tom may not add wear');
  expect((await as('tom', ['lineage', 'wear', '--failed', '--json'])).stdout).not.toContain('exit code 3');
  expect(await failures('tom')).toEqual([]);
  expect((await as('ana', ['add', 'ran', '--as', 'ran'])).stderr).toContain('ran');
});
