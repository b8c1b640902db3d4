import { beforeEach, expect, test } from 'vitest';
import { versionDiffSchema } from '../../src/domain/version-reports.ts';
import { contractText } from '../support/contract-text.ts';
import { runAs } from '../support/run-as.ts';
import { folderPerTest } from '../support/test-folder.ts';

const folder = folderPerTest();
beforeEach(() => {
  folder.write(
    'readings.odcs.yaml',
    contractText(
      'readings',
      '{name: id, logicalType: integer, primaryKey: true}',
      '{name: temp, logicalType: number}',
      '{name: owner, logicalType: string, classification: restricted}',
      '{name: line, logicalType: string}',
    ),
  );
  folder.write(
    'assay.yaml',
    'version: 1\ndatasets:\n  readings: {path: readings.csv, contract: readings.odcs.yaml}\n',
  );
});

const run = async (line: string, code?: number) => {
  const done = await runAs(folder.path, 'ana', line);
  if (code !== undefined) expect(done.code, done.stderr + done.stdout).toBe(code);
  return done;
};
const versions = async (before: readonly string[], after: readonly string[], name = 'readings') => {
  for (const rows of [before, after]) {
    folder.write(`${name}.csv`, `${rows.join('\n')}\n`);
    await run(`add ${name}.csv --as ${name}`);
  }
};
const diff = async (line: string) =>
  versionDiffSchema.parse(JSON.parse((await run(`${line} --json`, 0)).stdout));

const before = [
  'id,temp,owner,line',
  '1,20,Mia Berg,a',
  '2,21,Tom Falk,a',
  '3,,Eva Lund,b',
  '4,23,Ola Nord,b',
];

test('rows are paired by the key of the contract: added, removed, changed and in which columns', async () => {
  await versions(before, [
    'id,temp,owner,line',
    '4,23,Ola Nord,b',
    '1,20.5,Mia Holm,a',
    '3,,Eva Lund,b',
    '9,1,Ida Vik,c',
  ]);
  const { table } = await diff('diff readings@v1 readings@v2');
  expect(table).toMatchObject({
    rows: { before: 4, after: 4 },
    key: ['id'],
    counts: { added: 1, removed: 1, changed: 1, same: 2 },
    unpaired: { nullKeys: { before: 0, after: 0 }, repeatedKeys: { keys: 0, before: 0, after: 0 } },
    changedIn: [
      { column: 'temp', rows: 1 },
      { column: 'owner', rows: 1 },
    ],
    examples: [
      { what: 'removed', key: { id: 2 }, cells: [] },
      { what: 'added', key: { id: 9 }, cells: [] },
      {
        what: 'changed',
        key: { id: 1 },
        cells: [{ column: 'temp', before: 20, after: 20.5 }, { column: 'owner' }],
      },
    ],
  });
  const { stdout } = await run('diff readings@v1 readings@v2', 0);
  expect(stdout).toContain('rows 4 → 4  by id  +1 ~1 −1  2 the same');
  for (const text of [stdout, JSON.stringify(table)])
    expect(text).not.toMatch(/Mia|Tom|Eva|Ola|Ida|Berg|Vik/);
});

test('a comment on a pull request holds what moved and some rows, and no value of a confidential column', async () => {
  const more = Array.from({ length: 30 }, (_none, at) => `${at + 10},${at},Name ${at},a`);
  await versions(
    [...before, ...more],
    [
      ...before.slice(0, 4),
      '4,23,Ola | Nord,`b`',
      ...more.map((row) => row.replace(/,(\d+),Name/, ',$1000,Name X')),
    ],
  );
  const { stdout } = await run('diff readings@v1 readings@v2 --format md', 0);
  expect(stdout).toContain('### `readings@v1` → `readings@v2`');
  expect(stdout).toContain('**Rows** 34 → 34 by `id`: **+0 ~31 −0**, 3 the same');
  expect(stdout).toContain('now about 1000 × before in all 29 changed rows: another unit?');
  expect(stdout).toContain('| changed | id `4` | owner •••<br>line `b` → `` `b` `` |');
  const { stdout: text } = await run('diff readings@v1 readings@v2', 0);
  for (const printed of [stdout, text]) expect(printed).not.toMatch(/Name|Ola|Nord/);
  expect(text.split('\n').every((line) => line.length <= 80)).toBe(true);
  expect((await run('diff readings@v1 readings@v2 --tolerance 1x', 2)).stderr).toContain('is no distance');
  expect((await run('diff readings@v1 readings@v2 --format svg', 2)).stderr).toContain('--format md');
  const close = await diff('diff readings@v1 readings@v2 --tolerance 99.9%');
  expect(close.table).toMatchObject({
    tolerance: { kind: 'relative', most: 0.999 },
    changedIn: [
      { column: 'owner', rows: 31 },
      { column: 'line', rows: 1 },
    ],
  });
});

test('keys that are NULL in part or of several rows are counted and not paired', async () => {
  await versions(
    ['id,v', '1,a', '1,b', '2,c', ',d', '3,e'],
    ['id,v', '1,a', '2,c', ',d', ',f', '3,e', '3,e', '4,g'],
    'free',
  );
  const { table } = await diff('diff free@v1 free@v2 --key id');
  expect(table).toMatchObject({
    rows: { before: 5, after: 7 },
    counts: { added: 1, removed: 0, changed: 0, same: 1 },
    unpaired: {
      nullKeys: { before: 1, after: 2 },
      repeatedKeys: { keys: 2, before: 3, after: 3 },
    },
  });
});

test('cells that do not cast are compared by their texts, and the order of rows is no difference', async () => {
  await versions(
    ['id,temp,owner,line', '1,20,a,a', '2,x,b,b', '3,z,c,c'],
    ['id,temp,owner,line', '3,z,c,c', '2,y,b,b', '1,20,a,a'],
  );
  const { table } = await diff('diff readings@v1 readings@v2');
  expect(table).toMatchObject({
    counts: { added: 0, removed: 0, changed: 1, same: 2 },
    examples: [{ key: { id: 2 }, cells: [{ column: 'temp', before: 'x', after: 'y' }] }],
  });
  folder.write('readings.csv', 'id,temp,owner,line\n2,y,b,b\n1,20,a,a\n3,z,c,c\n');
  await run('add --as readings');
  expect((await diff('diff readings@v2 readings@v3')).table).toMatchObject({
    counts: { added: 0, removed: 0, changed: 0, same: 3 },
    changedIn: [],
    examples: [],
  });
});

test('without a key rows are compared as wholes, as often as each is there', async () => {
  await versions(['v,w', 'a,1', 'a,1', 'b,', ',2'], ['w,v', '1,a', ',b', ',b', '2,', '3,c'], 'free');
  const { table } = await diff('diff free@v1 free@v2');
  expect(table).toMatchObject({ key: [], counts: { added: 2, removed: 1, changed: 0, same: 3 } });
});

test('columns that came, went and changed their type are told, and moved values have a distance', async () => {
  const rows = (from: number, line: string): readonly string[] =>
    Array.from({ length: 200 }, (_none, at) => `${at},${1000 + from + (at % 40) / 10},${line}`);
  await versions(
    ['id,pressure,line', ...rows(0, 'a')],
    ['id,pressure,line,more', ...rows(2, 'b').map((row) => `${row},1`)],
    'free',
  );
  const { table } = await diff('diff free@v1 free@v2 --key id');
  expect(table?.columns.map(({ name, what }) => [name, what])).toEqual([
    ['id', 'same'],
    ['pressure', 'same'],
    ['line', 'same'],
    ['more', 'added'],
  ]);
  const distance = (name: string) => table?.columns.find((one) => one.name === name)?.distance?.jensenShannon;
  expect(distance('id')).toBe(0);
  expect(distance('pressure')).toBeGreaterThan(0.5);
  expect(distance('line')).toBe(1);
});

test('what is no table is compared by its files, and says so; a wrong key is told', async () => {
  folder.write('a.bin', 'x');
  await run('add a.bin --as bin', 0);
  folder.write('a.bin', '\0\0y');
  await run('add a.bin --as bin', 0);
  const found = await diff('diff bin@v1 bin@v2 --files');
  expect(found.table ?? found.notCompared).toBeUndefined();
  await versions(before, [...before, '5,1,x,y']);
  const wrong = await run('diff readings@v1 readings@v2 --key idd', 2);
  expect(wrong.stderr).toContain('the key names idd, and no column of both versions is called so');
  expect((await run('diff readings@v1 readings@v2 --key ,', 2)).stderr).toContain('names no column');
});
