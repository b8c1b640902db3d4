import { readdirSync, rmSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { lineageSchema } from '../../src/domain/lineage.ts';
import { contractText } from '../support/contract-text.ts';
import { printedAs } from '../support/run-as.ts';
import { runCli } from '../support/run-cli.ts';
import { folderPerSuite } from '../support/test-folder.ts';

const folder = folderPerSuite();
const { write } = folder;
const as = (actor: string, ...words: readonly string[]) =>
  runCli([...words, '--quiet'], { cwd: folder.path, env: { ASSAY_ACTOR: actor } });
const ok = async (...words: readonly string[]): Promise<string> => {
  const run = await as('ana', ...words);
  expect(run).toMatchObject({ stderr: '', code: 0 });
  return run.stdout;
};
const asked = async (...words: readonly string[]) =>
  printedAs(lineageSchema, await as('ana', 'lineage', ...words, '--json'));

const contract = contractText(
  'readings',
  '{name: sensor, logicalType: integer}',
  '{name: at, logicalType: timestamp}',
  '{name: temp, logicalType: number, classification: confidential}',
);

const month = (number: number, more = ''): string =>
  `sensor,at,temp\n7,2026-0${number}-02T08:00:00,20\n8,2026-0${number}-02T08:00:00,21\n${more}`;

/** v1 February, v2 March, v3 April, v4 April with a sensor that is no number, v5 with other columns. */
const history = async (): Promise<void> => {
  const add = (...more: readonly string[]) => ok('add', 'r.csv', '--as', 'readings', ...more);
  for (const number of [2, 3, 4]) {
    write('r.csv', month(number));
    await add();
  }
  write('r.csv', month(4, 'seven,2026-03-05T08:00:00,22\n'));
  await as('ana', 'add', 'r.csv', '--as', 'readings');
  write('r.csv', 'machine,temp\n1,20\n');
  await as('ana', 'add', 'r.csv', '--as', 'readings');
  for (const [version, rate] of [
    ['v2', '0.1'],
    ['v3', '0.2'],
    ['v4', '0.3'],
  ]) {
    write('wear.bin', `model of ${version}`);
    await ok(
      ...['add', 'wear.bin', '--as', 'wear', '--kind', 'model', '--input', `readings@${version}`],
      ...['--input', 'train.ts', '--param', `lr=${rate}`, '--seed', '7'],
    );
  }
  await ok('promote', 'wear@v1', 'candidate');
  await ok('promote', 'wear@v1', 'live');
  await ok('promote', 'wear@v3', 'candidate');
};

beforeAll(async () => {
  write('readings.odcs.yaml', contract);
  write(
    'assay.yaml',
    `version: 1
stages:
  candidate: {gate: none}
  live: {from: candidate, gate: none}
datasets:
  readings: {path: r.csv, contract: readings.odcs.yaml}
`,
  );
  write('train.ts', 'train();\n');
  await history();
}, 60_000);

const march = "sensor = 7 and at >= '2026-03-01' and at < '2026-04-01'";

test('rows are looked for in every version of a name, and what was made from those is told', async () => {
  const found = await asked('readings', '--down', '--where', march);
  expect(found.recall).toEqual({
    where: march,
    versions: [
      { version: 'readings@v5', holds: 'unknown', reason: expect.stringContaining('no column sensor') },
      {
        version: 'readings@v4',
        holds: 'unknown',
        reason: '1 row with cells that do not cast; of the others none is so',
      },
      { version: 'readings@v3', holds: 'no', of: 2 },
      { version: 'readings@v2', holds: 'yes', rows: 1, of: 2 },
      { version: 'readings@v1', holds: 'no', of: 2 },
    ],
  });
  expect(found.of).toEqual(['readings@v5', 'readings@v4', 'readings@v2']);
  expect(found.stages).toEqual(['live', 'candidate']);
  const text = await ok('lineage', 'readings', '--down', '--where', march);
  expect(text).toContain('1 of 5 versions hold rows with sensor = 7');
  expect(text).toContain('readings@v2  1 of 2 rows');
  expect(text).toContain('Of 2 versions nobody can tell');
  expect(text).toContain('at a stage: wear@v1 @live and wear@v3 @candidate.');
  expect(readdirSync(folder.at('.assay/views'))).toEqual([]);
});

test('a version whose bytes are gone may hold such rows', async () => {
  const { version } = JSON.parse(await ok('add', 'r.csv', '--as', 'gone', '--json'));
  const hex = (await asked('r.csv')).located?.id.slice('sha256:'.length) ?? '';
  rmSync(folder.at('.assay/objects', hex.slice(0, 2), hex.slice(2)));
  const found = await asked('gone', '--down', '--where', 'machine = 1');
  expect(found.recall?.versions).toMatchObject([
    {
      version: `gone@v${version.number}`,
      holds: 'unknown',
      reason: expect.stringContaining(hex.slice(0, 8)),
    },
  ]);
  await ok('add', 'r.csv', '--as', 'mended');
});

test.each([
  [['readings', '--where', 'senzor = 7'], 'there is no column senzor'],
  [['readings', '--where', 'sensor = '], 'expression-invalid'],
  [['readings@v1', '--where', 'at >= 2026-03-01'], "dates stand in quotes: '2026-03-01'"],
  [['wear', '--where', 'sensor = 7'], 'wear is a model, and has no rows'],
  [['--where', 'sensor = 7'], 'nothing says of what'],
  [['train.ts', '--where', 'sensor = 7'], 'train.ts is no name of versions'],
  [['--commit', 'main'], '--commit main is no commit'],
  [['--param', 'lr=9'], 'no version is so'],
  [['./assay.yaml'], 'no version holds ./assay.yaml as it is now'],
  [['./nothing'], 'there is no ./nothing'],
  [['sha256:00000000'], 'nothing that is known begins with sha256:00000000'],
])('assay lineage %j is told what is wrong', async (words, message) => {
  const run = await as('ana', 'lineage', ...words);
  expect(run.stderr).toContain(message);
  expect(run.code).toBe(2);
});

test('versions are found by how they were made, and by the hash of that', async () => {
  expect((await asked('--param', 'lr=0.1', '--up')).of).toEqual(['wear@v1']);
  expect((await asked('wear', '--seed', '7', '--up')).of).toHaveLength(3);
  expect((await asked('--param', 'lr=0.1', '--seed', '7', '--up')).of).toEqual(['wear@v1']);
  const [node] = (await asked('wear@v2')).nodes;
  const made = node?.kind === 'version' ? node.version.record.execution : undefined;
  expect((await asked(made ?? '')).of).toEqual(['wear@v2']);
  expect((await as('ana', 'lineage', '--param', 'lr=0_1')).stderr).toContain('no version is so');
});

test('a file is found by its bytes: which versions hold it, and what was made from it', async () => {
  const code = await asked('train.ts', '--down');
  expect(code.located).toMatchObject({ given: 'train.ts', kind: 'file', heldBy: [] });
  expect(code.nodes.map(({ id, depth }) => `${depth} ${id.slice(0, 13)}`)).toEqual([
    '0 file:train.ts',
    '1 wear@v1',
    '1 wear@v2',
    '1 wear@v3',
  ]);
  expect((await asked(code.located?.id ?? '', '--down')).nodes).toEqual(code.nodes);
  write('raw/deep/a.csv', 'a\n1\n');
  write('raw/b.csv', 'b\n1\n');
  await ok('add', 'raw', '--as', 'raw');
  expect((await asked('raw/deep/a.csv')).located?.heldBy).toEqual([
    { version: 'raw@v1', path: 'deep/a.csv' },
  ]);
  expect(await ok('lineage', './raw')).toContain('./raw is raw@v1, file by file.');
  write('wear.bin', 'of a folder');
  await ok('add', 'wear.bin', '--as', 'edge', '--kind', 'model', '--input', './raw');
  const down = await asked('./raw', '--down');
  expect(down.nodes).toMatchObject([
    { kind: 'version', id: 'raw@v1' },
    { kind: 'folder', path: 'raw', object: down.located?.id, bytes: 8 },
    { kind: 'version', id: 'edge@v1', depth: 1 },
  ]);
  write('raw/b.csv', 'b\n2\n');
  expect((await as('ana', 'lineage', './raw')).stderr).toContain('no version holds ./raw as it is now');
});

test('who may not read confidential values may not count by them, nor learn of names that they may not read', async () => {
  await ok('grant', 'tom', 'reader', '--on', 'readings');
  const byTemp = await as('tom', 'lineage', 'readings', '--where', 'temp = 20', '--json');
  expect(byTemp.stdout + byTemp.stderr).toContain('tom may not read-confidential readings');
  expect(byTemp.code).toBe(2);
  expect((await as('tom', 'lineage', 'readings', '--where', 'sensor = 7', '--json')).code).toBe(0);
  const down = await as('tom', 'lineage', './train.ts', '--down', '--json');
  expect(down.stdout).not.toContain('wear');
  expect((await as('tom', 'lineage', '--param', 'lr=0.1')).stderr).toContain('no version is so');
});
