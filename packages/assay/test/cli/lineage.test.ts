import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { cardSchema } from '../../src/domain/card.ts';
import { executedSchema } from '../../src/domain/executed.ts';
import { lineageDiffSchema, lineageSchema } from '../../src/domain/lineage.ts';
import { addedSchema, tidiedSchema, verifiedSchema } from '../../src/domain/version-reports.ts';
import { runCli } from '../support/run-cli.ts';

let told = '';
let cwd = '';
const begin = (): void => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-lineage-'));
  writeFileSync(join(cwd, 'assay.yaml'), 'version: 1\nstages:\n  live: {gate: none}\n');
  writeFileSync(join(cwd, 'train.ts'), 'train();\n');
  mkdirSync(join(cwd, 'raw'));
};
beforeAll(async () => {
  begin();
  await history();
  told = cwd;
});
afterAll(() => rmSync(told, { recursive: true, force: true }));
beforeEach(begin);
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** Two datasets and the models made from them, as they were before any test. */
const retell = (): void => cpSync(told, cwd, { recursive: true });

const as = (actor: string, ...words: readonly string[]) =>
  runCli(words.includes('--quiet') ? words : [...words, '--quiet'], { cwd, env: { ASSAY_ACTOR: actor } });
const ok = async (...words: readonly string[]): Promise<string> => {
  const run = await as('ana', ...words);
  expect(run.stderr).toBe('');
  expect(run.code, run.stdout).toBe(0);
  return run.stdout;
};
const json = async <T>(schema: { readonly parse: (value: unknown) => T }, ...words: readonly string[]) =>
  schema.parse(JSON.parse(await ok(...words, '--json')));
const write = (path: string, text: string): void => writeFileSync(join(cwd, path), text);

const history = async (): Promise<void> => {
  write('raw/a.csv', 'march');
  await ok('add', 'raw', '--as', 'readings', '--meta', 'line=3');
  write('raw/a.csv', 'april');
  await ok('add', 'raw', '--as', 'readings', '--meta', 'line=4');
  write('one.bin', 'model one');
  await ok(
    ...['add', 'one.bin', '--as', 'wear', '--kind', 'model', '--input', 'readings@v1', '--input', 'train.ts'],
    ...['--param', 'lr=0.1', '--seed', '7', '--command', 'node train.ts --token abc'],
  );
  write('train.ts', 'train(better);\n');
  write('one.bin', 'model two');
  await ok(
    ...['add', 'one.bin', '--as', 'wear', '--kind', 'model', '--input', 'readings', '--input', './train.ts'],
    ...['--param', 'lr=0.2', '--seed', '7'],
  );
  await ok('promote', 'wear@v1', 'live');
};

const age = (folder: string): void => {
  const old = new Date('2026-01-01T00:00:00Z');
  for (const one of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    utimesSync(join(folder, one), old, old);
};

test('lineage tells what made a version, what was made from it, and what differs between two', async () => {
  retell();
  const up = await json(lineageSchema, 'lineage', 'wear@live', '--up');
  expect(up.nodes.map(({ id, depth }) => `${depth} ${id.slice(0, 13)}`)).toEqual([
    '0 wear@v1',
    '-1 file:train.ts',
    '-1 readings@v1',
  ]);
  expect(up.nodes[0]).toMatchObject({
    stages: ['live'],
    execution: { how: 'stated', parameters: { lr: '0.1' }, seed: 7, command: 'node train.ts --token ***' },
  });
  const text = await ok('lineage', 'readings@v1', '--down');
  expect(text).toContain('└─ wear@v1 @live');
  expect(text).toContain('1 was made from readings@v1; at a stage: wear@v1 @live.');
  const recalled = await json(lineageSchema, 'lineage', 'readings', '--down', '--meta', 'line=3');
  expect(recalled.of).toEqual(['readings@v1']);
  expect(recalled.nodes.map(({ id }) => id)).toEqual(['readings@v1', 'wear@v1']);
  const all = await json(lineageSchema, 'lineage', 'readings', '--down', '--since', '2020-01-01');
  expect(all.nodes.map(({ id }) => id).toSorted()).toEqual([
    'readings@v1',
    'readings@v2',
    'wear@v1',
    'wear@v2',
  ]);
  const diff = await json(lineageDiffSchema, 'lineage', 'wear@v1', 'wear@v2');
  expect(diff.unknown).toEqual([]);
  expect(diff.differences).toEqual([
    { part: 'input', name: 'readings', before: 'readings@v1', after: 'readings@v2' },
    { part: 'input', name: 'train.ts', before: expect.any(String), after: expect.any(String) },
    { part: 'parameter', name: 'lr', before: '0.1', after: '0.2' },
    { part: 'execution', name: 'command', before: 'node train.ts --token ***' },
  ]);
  await ok('lineage', 'wear', '--format', 'svg', '--out', 'wear.svg');
  const svg = readFileSync(join(cwd, 'wear.svg'), 'utf8');
  expect(svg).toContain('<title id="title">Lineage of wear@v2</title>');
  expect(svg).not.toContain('<script');
});

test('what differs between two is told as far back as they were made, with metrics, and where rows are compared', async () => {
  const add = (bytes: string, name: string, ...more: readonly string[]) => {
    write('some.bin', bytes);
    return ok('add', 'some.bin', '--as', name, ...more);
  };
  await add('1', 'source', '--command', 'fetch march');
  await add('1', 'clean', '--input', 'source', '--param', 'cut=3');
  await add('1', 'model', '--kind', 'model', '--input', 'clean', '--metric', 'auc=0.9');
  await add('2', 'source', '--command', 'fetch april');
  await add('2', 'clean', '--input', 'source', '--param', 'cut=4');
  await add('2', 'model', '--kind', 'model', '--input', 'clean', '--metric', 'auc=0.8');
  const diff = await json(lineageDiffSchema, 'lineage', 'model@v1', 'model@v2');
  expect(diff.differences).toEqual([{ part: 'input', name: 'clean', before: 'clean@v1', after: 'clean@v2' }]);
  expect(diff.model?.changes).toEqual([{ part: 'metric', name: 'auc', before: '0.9', after: '0.8' }]);
  expect(diff.behind).toEqual([
    {
      before: 'clean@v1',
      after: 'clean@v2',
      differences: [
        { part: 'input', name: 'source', before: 'source@v1', after: 'source@v2' },
        { part: 'parameter', name: 'cut', before: '3', after: '4' },
      ],
      unknown: [],
    },
    {
      before: 'source@v1',
      after: 'source@v2',
      differences: [{ part: 'execution', name: 'command', before: 'fetch march', after: 'fetch april' }],
      unknown: [],
    },
  ]);
  const text = await ok('lineage', 'model@v1', 'model@v2');
  expect(text).toMatch(/metric +auc +0\.9 → 0\.8/);
  expect(text).toContain('clean@v1 → clean@v2  assay diff clean@v1 clean@v2');
});

test('a card tells what is known, and says what is not', async () => {
  retell();
  const known = await ok('card', 'wear@live');
  for (const line of [
    '# wear@v1',
    'Quality: unknown. No gate has judged it.',
    'Inputs and outputs: unknown.',
    '| command | `node train.ts --token ***` |',
    '| code | unknown |',
    '| parameter lr | 0.1 |',
    '- to `live` on ',
    '- readings@\u200bv1 (',
    '- nothing that is known',
  ])
    expect(known).toContain(line);
  const found = await json(cardSchema, 'card', 'readings@v1');
  expect(found).toMatchObject({ version: { number: 1 }, moves: [], lineage: { of: ['readings@v1'] } });
  expect(found.run).toBeUndefined();
  expect(await ok('card', 'readings@v1')).toContain('| known by | nobody said how it was made |');
});

test('an execution is whole, stays as long as its version, and shows when it is gone', async () => {
  retell();
  expect((await json(verifiedSchema, 'verify', '--deep')).damage).toEqual([]);
  age(join(cwd, '.assay/objects'));
  await json(tidiedSchema, 'gc', '--grace', '0d');
  expect((await json(verifiedSchema, 'verify', '--deep')).damage).toEqual([]);
  const { version } = await json(addedSchema, 'add', 'one.bin', '--as', 'wear');
  const hex = version.record.execution?.slice('sha256:'.length) ?? '';
  rmSync(join(cwd, '.assay/objects', hex.slice(0, 2), hex.slice(2)));
  const damaged = await as('ana', 'verify', '--json');
  expect(damaged.code).toBe(1);
  expect(verifiedSchema.parse(JSON.parse(damaged.stdout)).damage).toMatchObject([
    { version: 'wear@v2', what: 'missing' },
  ]);
});

test('the same bytes from another origin are another version; from the same, or none stated, they are not', async () => {
  retell();
  const add = (...more: readonly string[]) => json(addedSchema, 'add', 'one.bin', '--as', 'wear', ...more);
  const origin = ['--input', 'train.ts', '--param', 'lr=0.2', '--seed', '7'];
  expect((await add()).isNew).toBe(false);
  expect((await add(...origin, '--input', 'readings@v2')).isNew).toBe(false);
  expect(await add(...origin, '--input', 'readings@v1')).toMatchObject({
    isNew: true,
    version: { number: 3 },
    since: { added: 0, changed: 0, removed: 0 },
  });
});

test('the commit is kept, and that something differs from it', async () => {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@plant', ...args], { cwd, stdio: 'pipe' });
  git('init', '-q');
  write('raw/a.csv', '1');
  await ok('add', 'raw', '--as', 'early');
  git('add', 'train.ts');
  git('commit', '-qm', 'first');
  await ok('add', 'raw', '--as', 'clean');
  write('train.ts', 'other\n');
  await ok('add', 'raw', '--as', 'dirty');
  const gitOf = async (name: string) => {
    const [node] = (await json(lineageSchema, 'lineage', name)).nodes;
    return node?.kind === 'version' ? node.execution?.git : node;
  };
  const commit = git('rev-parse', 'HEAD').toString().trim();
  expect(await gitOf('early')).toBeUndefined();
  expect(await gitOf('clean')).toEqual({ commit });
  expect(await gitOf('dirty')).toEqual({ commit, dirty: expect.stringMatching(/^sha256:/) });
});

test('a name that somebody may not read is not told, and what lies behind it is', async () => {
  retell();
  write('one.bin', 'edge');
  await ok('add', 'one.bin', '--as', 'edge', '--input', 'wear@v1');
  await ok('grant', 'tom', 'reader', '--on', 'edge');
  await ok('grant', 'tom', 'reader', '--on', 'readings');
  const run = await as('tom', 'lineage', 'edge', '--json');
  expect(run.stdout).not.toMatch(/wear|train/);
  expect(lineageSchema.parse(JSON.parse(run.stdout)).nodes.map(({ id }) => id.slice(0, 11))).toEqual([
    'edge@v1',
    'hidden:1',
    'hidden:2',
    'readings@v1',
  ]);
  expect((await as('tom', 'lineage', 'wear')).stderr).toContain('tom may not read wear');
});

test.each([
  ['add one.bin --as x --input nothing', 'there is no nothing'],
  ['add one.bin --as x --input ./none/', 'there is no ./none/'],
  ['add one.bin --as x --input readings@v9', 'readings has no version readings@v9'],
  ['add one.bin --as x --input wear', 'wear may be a file, or a version of wear'],
  ['add one.bin --as x --param apiKey=1', 'apiKey may be a secret'],
  ['add one.bin --as x --seed many', '--seed many is no whole number'],
  ['lineage nothing', 'nothing has no versions'],
  ['lineage readings@v1 --since 2026-01-01', 'readings@v1 is one version'],
  ['lineage readings --since soon', '--since soon is no time'],
  ['lineage readings --since 3', '--since 3 is no time'],
  ['lineage readings --meta line=9', 'no version of readings is so'],
  ['lineage readings --format png', '--format png is none here'],
  ['lineage wear wear --down', 'two versions are compared without --down'],
])('assay %s is told what is wrong', async (line, words) => {
  retell();
  write('wear', 'a file');
  const run = await as('ana', ...line.split(' '));
  expect(run.stderr).toContain(words);
  expect(run.code).toBe(2);
});

test('a command that is executed makes versions with what was seen; one that fails makes none', async () => {
  retell();
  write(
    'make.mjs',
    "import { readFileSync, writeFileSync } from 'node:fs';\nconsole.log('working');\nwriteFileSync('out.bin', readFileSync('raw/a.csv'));\n",
  );
  const line = [
    'execute',
    '--input',
    'readings@v2',
    '--input',
    'make.mjs',
    '--output',
    'out.bin:made',
    '--env',
    'LANG_OF_TEST',
  ];
  const run = await runCli([...line, '--json', '--', 'node', 'make.mjs', '--token', 'abc'], {
    cwd,
    env: { ASSAY_ACTOR: 'ana', LANG_OF_TEST: 'x', OTHER: 'secret' },
  });
  expect(run.stderr).toBe('working\n');
  const done = executedSchema.parse(JSON.parse(run.stdout));
  expect(done).toMatchObject({
    added: [{ isNew: true, version: { number: 1, record: { name: 'made', execution: done.id } } }],
    execution: {
      how: 'observed',
      command: "node make.mjs --token '***'",
      exitCode: 0,
      environment: { variables: { LANG_OF_TEST: 'x' } },
      inputs: [
        { kind: 'file', path: 'make.mjs' },
        { kind: 'version', name: 'readings' },
      ],
    },
  });
  expect((await json(lineageSchema, 'lineage', 'readings@v2', '--down')).nodes.map(({ id }) => id)).toContain(
    'made@v1',
  );
  for (const [command, words] of [
    [['node', '-e', 'process.exit(3)'], 'node ended with exit code 3'],
    [['no-such-command'], 'no-such-command cannot be started'],
    [['node', '-e', '0'], 'out.bin is as it was before the command ran'],
    [
      ['node', '-e', "fs.appendFileSync('make.mjs', ' '); fs.writeFileSync('out.bin', 'x')"],
      'an input changed while the command ran',
    ],
  ] as const) {
    const failed = await as('ana', ...line, '--quiet', '--', ...command);
    expect(failed.stderr).toContain(words);
    expect(failed.code).toBe(2);
  }
  expect(await ok('log', 'made')).not.toContain('made@v2');
});
