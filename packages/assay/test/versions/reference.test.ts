import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { runSchema } from '../../src/domain/run.ts';
import { addedSchema, verifiedSchema } from '../../src/domain/version-reports.ts';
import { contractText } from '../support/contract-text.ts';
import { printedAs, runAs } from '../support/run-as.ts';
import { folderPerTest } from '../support/test-folder.ts';

const folder = folderPerTest();
const assayIn = (project: string) => (line: string) => runAs(folder.at(project), 'ana', line);
const assay = assayIn('project');
const add = async (line: string) => printedAs(addedSchema, await assay(`add ${line} --json`));
const damageOf = async (line: string, code: number) =>
  printedAs(verifiedSchema, await assay(`verify ${line} --json`), code).damage;
const keptFiles = (project = 'project'): readonly string[] =>
  readdirSync(folder.at(project, '.assay/objects'), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => readFileSync(`${one.parentPath}/${one.name}`, 'utf8'));

const share = (content: string): void => {
  folder.write('project/assay.yaml', 'version: 1\nremote: ../remote\n');
  folder.write('share/big.csv', content);
};

test('a reference is known by its hash and not copied, and says so', async () => {
  share('id\n1\n2\n');
  const { version } = await add('--reference ../share/big.csv --as big');
  const uri = pathToFileURL(folder.at('share/big.csv')).href;
  expect(version.record).toMatchObject({
    reference: { uri },
    files: 1,
    bytes: 7,
    source: '../share/big.csv',
  });
  expect(keptFiles().filter((text) => text.includes('1\n2'))).toEqual([]);
  expect(await add(`--reference ${uri} --as big`)).toMatchObject({ isNew: false });
  for (const line of ['log', 'log big@v1', 'card big@v1', 'lineage big'])
    expect((await assay(line)).stdout).toContain('not copied');
  expect(await damageOf('--quiet', 0)).toEqual([]);
  folder.write('project/near/x.csv', 'a\n');
  const near = await add('--reference near --as near');
  expect(near.version.record).toMatchObject({ form: 'folder', reference: { uri: 'near' } });
});

test('what is no longer there as it was is told, and comes from nowhere', async () => {
  share('id\n1\n2\n');
  await add('--reference ../share --as all');
  folder.write('share/more.csv', 'id\n9\n');
  expect(await damageOf('all@v1', 0)).toEqual([]);
  expect(await assay('checkout all@v1 --to out')).toMatchObject({ code: 0 });
  expect(readdirSync(folder.at('project/out'))).toEqual(['big.csv']);
  folder.write('share/big.csv', 'id\n1\n3\n');
  for (const how of ['all@v1', 'all@v1 --deep'])
    expect(await damageOf(how, 1)).toMatchObject([{ version: 'all@v1', path: 'big.csv', what: 'changed' }]);
  for (const line of [
    'checkout all@v1 --to again',
    'profile all@v1',
    'checkout all@v1 --to rows.csv --where id=1',
  ])
    expect(await assay(line)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('big.csv is changed'),
    });
  expect(existsSync(folder.at('project/again'))).toBe(false);
  renameSync(folder.at('share'), folder.at('gone'));
  expect(await damageOf('--quiet', 1)).toMatchObject([{ path: 'big.csv', what: 'missing' }]);
});

test('its rows are judged and compared where they lie', async () => {
  share('id\n1\n2\n');
  folder.write(
    'project/big.odcs.yaml',
    contractText('big', '{name: id, logicalType: integer, unique: true}'),
  );
  const first = await add('--reference ../share/big.csv --as big -c big.odcs.yaml');
  expect(first.version).toMatchObject({ gates: [{ decision: 'admit' }], record: { table: { rows: 2 } } });
  const run = printedAs(runSchema, await assay('check big@v1 -c big.odcs.yaml --json'));
  expect(run).toMatchObject({ decision: 'admit', subject: { rows: 2, version: 'v1' } });
  folder.write('share/next.csv', 'id\n1\n3\n');
  await add('--reference ../share/next.csv --as big');
  expect((await assay('diff big@v1 big@v2 --key id')).stdout).toMatch(/rows 2 → 2 .*\+1 ~0 −1/);
});

test('bytes that were only referred to are kept when they are added, and the other way round', async () => {
  share('id\n1\n2\n');
  await add('--reference ../share/big.csv --as big');
  const kept = await add('../share/big.csv --as big');
  expect(kept).toMatchObject({ isNew: true, version: { number: 2 } });
  expect(kept.version.record).not.toHaveProperty('reference');
  expect(await add('--reference ../share/big.csv --as big')).toMatchObject({ isNew: true });
  await assay('gc --grace 0');
  rmSync(folder.at('share'), { recursive: true });
  expect(await assay('checkout big@v2 --to out.csv')).toMatchObject({ code: 0 });
  expect(readFileSync(folder.at('project/out.csv'), 'utf8')).toBe('id\n1\n2\n');
});

test('it is shared as it is: the record and no bytes; what is kept after it is all brought', async () => {
  share('id\n1\n2\n');
  mkdirSync(folder.at('remote'));
  await add('--reference ../share/big.csv --as big');
  await add('../share/big.csv --as big');
  expect(await assay('push --begin')).toMatchObject({ code: 0 });
  expect(await assay('push --repair')).toMatchObject({ code: 0 });
  folder.write('other/assay.yaml', 'version: 1\nremote: ../remote\n');
  const other = assayIn('other');
  expect(await other('pull')).toMatchObject({ code: 0 });
  expect(await other('verify --deep')).toMatchObject({ code: 0 });
  rmSync(folder.at('share'), { recursive: true });
  expect(await other('checkout big@v2 --to out.csv')).toMatchObject({ code: 0 });
  expect(await other('checkout big@v1 --to out1.csv')).toMatchObject({ code: 2 });
});

test('other places, and links out, are refused or kept as links', async () => {
  share('id\n1\n');
  for (const uri of ['s3://bucket/key', 'https://example.org/x.csv', 'file://host/x', '../share/none'])
    expect(await assay(`add --reference ${uri} --as x`)).toMatchObject({ code: 2, stdout: '' });
  expect((await assay('add --reference s3://bucket/key --as x')).stderr).toContain('s3:// is no place');
  expect(await assay('add ../share/big.csv --reference ../share --as x')).toMatchObject({ code: 2 });
  symlinkSync('/etc/passwd', folder.at('share/link.csv'));
  await add('--reference ../share --as linked');
  expect((await assay('profile linked@v1 --json')).stdout).not.toContain('root');
});
