import { expect, test } from 'vitest';
import { addedSchema, checkedOutSchema } from '../../src/domain/version-reports.ts';
import { contractText } from '../support/contract-text.ts';
import { printedAs } from '../support/run-as.ts';
import { runCli } from '../support/run-cli.ts';
import { folderPerTest } from '../support/test-folder.ts';

const folder = folderPerTest();
const assay = (args: readonly string[], actor = 'ana') =>
  runCli([...args, '--quiet'], {
    cwd: folder.path,
    env: { ASSAY_ACTOR: actor, ASSAY_MASK_KEY: 'a key of sixteen letters' },
  });
const added = async (line: string, code = 0) =>
  printedAs(addedSchema, await assay(['add', ...line.split(' '), '--json']), code).version.record;

const secret = (name: string): string =>
  contractText(
    'people',
    '{name: id, logicalType: integer}',
    `{name: who, physicalName: p_name, classification: ${name}}`,
  );
const people = 'id,p_name\n1,Mia Muster\n2,Jan Sorg\n';
const project = 'version: 1\ndatasets:\n  people: {path: people.csv, contract: people.odcs.yaml}\n';

test('the record has columns and rows as they were read, where that is cheap, and else says nothing', async () => {
  folder.write('a.csv', 'id,temp,day\n1,20.5,2026-03-01\n2,,2026-03-02\n');
  expect(await added('a.csv --as csv')).toMatchObject({
    table: {
      format: 'CSV, 1 file',
      rows: 2,
      columns: [
        { name: 'id', kind: 'integer', type: 'BIGINT' },
        { name: 'temp', kind: 'float', type: 'DOUBLE' },
        { name: 'day', kind: 'date', type: 'DATE' },
      ],
    },
  });
  const query = ['add', '--query', 'SELECT id, day FROM a', '--source', 'a.csv', '--as', 'few', '--json'];
  const { version } = printedAs(addedSchema, await assay(query));
  expect(version.record.table).toMatchObject({
    format: 'Parquet, 1 file',
    rows: 2,
    columns: [{ name: 'id' }, { name: 'day' }],
  });
  folder.write('notes/one.bin', 'x');
  folder.write('notes/two.csv', 'a\n1\n');
  expect(await added('notes --as notes')).not.toHaveProperty('table');
  folder.write('broken.parquet', 'no such thing');
  folder.write('cut.parquet', 'PAR1 and no end');
  folder.write('words.txt', 'Dear, all\n');
  for (const [name, path] of [
    ['broken', 'broken.parquet'],
    ['cut', 'cut.parquet'],
    ['words', 'words.txt'],
  ])
    expect(await added(`${path} --as ${name}`)).not.toHaveProperty('table');
  const shown = (await assay(['log', 'csv@v1'])).stdout;
  expect(shown).toContain('CSV, 1 file: 2 rows, 3 columns');
  expect(shown).toMatch(/temp +float +DOUBLE/);
  expect((await assay(['card', 'notes@v1'])).stdout).toContain('Columns and rows: unknown.');
});

test('columns that were confidential stay so, whatever the contract says later', async () => {
  folder.write('assay.yaml', project);
  folder.write('people.odcs.yaml', secret('confidential'));
  folder.write('people.csv', people);
  expect(await added('--as people')).toMatchObject({
    confidential: ['who', 'p_name'],
    table: { rows: 2, columns: [{ name: 'id' }, { name: 'p_name' }] },
  });
  folder.write('people.csv', people.replace('Jan', 'Jon'));
  await added('--as people');
  await assay(['grant', 'ana', 'admin', '--on', '*']);
  const afterwards = [
    project.replace(', contract: people.odcs.yaml', ''),
    'version: 1\npublic: [public, confidential]\ndatasets:\n  people: {path: people.csv, contract: people.odcs.yaml}\n',
    project,
  ];
  for (const config of afterwards) {
    folder.write('assay.yaml', config);
    if (config === project)
      folder.write('people.odcs.yaml', secret('public').replace('name: who', 'name: person'));
    for (const to of ['whole', 'rows.csv'])
      expect(
        await assay(['checkout', 'people@v1', '--to', to, ...(to === 'whole' ? [] : ['--where', 'id = 1'])]),
      ).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('confidential'),
      });
    const masked = ['checkout', 'people@v1', '--to', 'masked.csv', '--mask', '--replace', '--json'];
    const { rows } = printedAs(checkedOutSchema, await assay(masked));
    expect(rows?.masked).toHaveLength(1);
    for (const command of [
      ['diff', 'people@v1', 'people@v2', '--key', 'id'],
      ['profile', 'people@v1'],
      ['log', 'people@v1'],
      ['card', 'people@v1'],
    ]) {
      const { code, stdout, stderr } = await assay([...command, '--json']);
      expect([command[0], code, stderr]).toEqual([command[0], 0, '']);
      expect(stdout).not.toMatch(/Mia|Jan|Jon|Muster|Sorg/);
    }
  }
}, 120_000);

test('what a query makes of confidential columns is confidential, unless its own contract says otherwise', async () => {
  folder.write('assay.yaml', `${project}  letters: {path: nowhere.parquet, contract: letters.odcs.yaml}\n`);
  folder.write('people.odcs.yaml', secret('confidential'));
  folder.write(
    'letters.odcs.yaml',
    contractText('letters', '{name: n, logicalType: integer, classification: public}'),
  );
  folder.write('people.csv', people);
  const query = 'SELECT length(who) AS n, who AS called FROM people';
  const args = ['add', '--query', query, '--source', 'people', '--as', 'letters', '--json'];
  expect(printedAs(addedSchema, await assay(args)).version.record.confidential).toEqual(['called']);
  const casting = await assay([
    'add',
    '--query',
    'SELECT CAST(who AS INTEGER) AS n FROM people',
    '--source',
    'people',
    '--as',
    'x',
  ]);
  expect(casting).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('the query cannot be read: Conv'),
  });
  expect(casting.stderr).not.toContain('Mia');
  const byFile = args.map((one) => (one === 'people' ? 'people.csv' : one === 'letters' ? 'others' : one));
  expect(printedAs(addedSchema, await assay(byFile)).version.record.confidential).toEqual(['n', 'called']);
});
