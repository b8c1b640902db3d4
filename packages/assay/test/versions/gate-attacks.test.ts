import { beforeEach, expect, test } from 'vitest';
import { promotedSchema } from '../../src/domain/stage-moves.ts';
import { versionLogSchema } from '../../src/domain/version-reports.ts';
import { contractText } from '../support/contract-text.ts';
import { printedAs, runAs } from '../support/run-as.ts';
import { folderPerTest } from '../support/test-folder.ts';

const folder = folderPerTest();
const contractOf = (id: string, most: number, more = ''): string =>
  contractText(
    id,
    '{name: id, logicalType: integer, primaryKey: true}',
    `{name: temp, logicalType: number, logicalTypeOptions: {maximum: ${most}}}`,
    `{name: day, logicalType: string${more}}`,
  );
const projectText = (more = ''): string =>
  `version: 1\ndatasets:\n  small: {path: small.csv, contract: small.odcs.yaml${more}}\n`;

beforeEach(() => {
  folder.write('small.odcs.yaml', contractOf('small', 50));
  folder.write('assay.yaml', projectText());
});

const as = (actor: string, line: string) => runAs(folder.path, actor, line);
const bad = 'id,temp,day\n1,20,mon\n2,99,tue\n';
const good = 'id,temp,day\n1,20,mon\n2,21,tue\n';
const add = async (rows: string, code: number, more = ''): Promise<void> => {
  folder.write('small.csv', rows);
  const added = await as('ana', `add --as small${more}`);
  expect(added.code, added.stderr).toBe(code);
};
const promote = async (code: number) => {
  const { result } = printedAs(promotedSchema, await as('eve', 'promote small@v1 approved --json'), code);
  return 'lacking' in result ? result.lacking : result.outcome;
};
const gates = async () =>
  printedAs(versionLogSchema, await as('ana', 'log small --json')).versions[0]?.gates ?? [];

test('a verdict by a contract of one’s own does not stand for that of the dataset', async () => {
  await add(bad, 1);
  folder.write('lax.odcs.yaml', contractOf('lax', 1000));
  expect((await as('eve', 'check small@v1 -c lax.odcs.yaml')).code).toBe(0);
  expect(await promote(1)).toEqual(['its gate says block, and warn is the least']);
});

test('nor does one by another text under the id of that contract', async () => {
  await add(bad, 1);
  folder.write('lax.odcs.yaml', contractOf('small', 1000));
  expect((await as('eve', 'check small@v1 -c lax.odcs.yaml')).code).toBe(0);
  expect(await promote(1)).toEqual([
    'its gate judged it by another text of small than the project has now: assay check small@v1',
  ]);
});

test('a contract that was edited since asks for a new verdict', async () => {
  await add(good, 0);
  folder.write('small.odcs.yaml', contractOf('small', 10));
  expect(await promote(1)).toEqual([
    'its gate judged it by another text of small than the project has now: assay check small@v1',
  ]);
  expect((await as('eve', 'check small@v1')).code).toBe(1);
  expect(await promote(1)).toEqual(['its gate says block, and warn is the least']);
  folder.write('small.odcs.yaml', contractOf('small', 50));
  expect((await as('eve', 'check small@v1')).code).toBe(0);
  expect(await promote(0)).toBe('moved');
});

test('a verdict on rows that a variable chooses says nothing of a version', async () => {
  folder.write('assay.yaml', projectText(`, where: "day = '\${env:DAY}'"`));
  folder.write('small.csv', bad);
  const day = { DAY: 'mon' };
  const added = await runAs(folder.path, 'ana', 'add --as small', day);
  expect([added.code, added.stdout]).toEqual([0, expect.stringContaining('a variable of assay.yaml')]);
  const checked = await runAs(folder.path, 'eve', 'check small@v1', day);
  expect(checked.stdout + checked.stderr).toContain('what the gate said was not kept with small@v1');
  expect(await gates()).toEqual([]);
});

test('a verdict by another clock says nothing of a version', async () => {
  await add(good, 0);
  const checked = await as('eve', 'check small@v1 --now 2020-01-01T00:00:00Z');
  expect(checked.stdout + checked.stderr).toContain('what the gate said was not kept with small@v1');
  expect(await gates()).toHaveLength(1);
});
