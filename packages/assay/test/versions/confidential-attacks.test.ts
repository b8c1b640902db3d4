import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { auditReportSchema } from '../../src/domain/version-reports.ts';
import { contractText } from '../support/contract-text.ts';
import { runAs } from '../support/run-as.ts';
import { folderPerSuite } from '../support/test-folder.ts';

/** No output may hold it: it is the only value that begins so. */
const secret = 'Mxqvalia';
const folder = folderPerSuite();
const env = { ASSAY_MASK_KEY: 'a key that is long enough' };
const as = (actor: string, line: string) => runAs(folder.path, actor, line, env);

const filesIn = (path: string): readonly string[] =>
  existsSync(path) ? readdirSync(path, { recursive: true, encoding: 'utf8' }) : [];

beforeAll(async () => {
  folder.write(
    'people.odcs.yaml',
    contractText(
      'people',
      '{name: id, logicalType: integer, primaryKey: true}',
      '{name: owner, logicalType: string, classification: restricted, logicalTypeOptions: {maxLength: 5}}',
      '{name: line, logicalType: integer}',
    ),
  );
  folder.write('lax.odcs.yaml', contractText('people', '{name: owner, logicalType: string}'));
  folder.write(
    'assay.yaml',
    'version: 1\nremote: remote\ndatasets:\n  people: {path: people.csv, contract: people.odcs.yaml}\n',
  );
  folder.write('people.csv', `id,owner,line\n1,${secret},3\n2,Tom,3\n3,Ana,4\n`);
  await as('ana', 'add --as people');
  folder.write('people.csv', `id,owner,line\n1,${secret}2,3\n2,Tom,3\n3,Ana,4\n`);
  await as('ana', 'add --as people');
  folder.write('people.csv', 'id,owner,line\n');
  await as('ana', 'grant eve reader --on people');
  await as('ana', 'grant boss admin');
});

describe('whoever may not read confidential values', () => {
  let before: readonly string[];
  beforeEach(() => {
    before = filesIn(folder.path).filter((path) => !path.startsWith('.assay'));
  });

  test.each([
    'checkout people@v1 --to out',
    'checkout people@v1 --to out.csv --where line=3',
    `checkout people@v1 --to out.csv --mask --where owner='${secret}'`,
    `checkout people@v1 --to out.csv --mask --where OWNER='${secret}'`,
    `checkout people@v1 --to out.csv --mask --where owner_like_'M%'`,
    'check people@v1 -c lax.odcs.yaml',
    'profile people@v1 -c lax.odcs.yaml',
    'diff people@v1 people@v2 -c lax.odcs.yaml',
    `check people@v1 --where owner='${secret}'`,
    `profile people@v1 --where owner='${secret}'`,
    'check people@v1 --admitted out.csv',
  ])('is refused by %s, and told why', async (line) => {
    const { code, stdout, stderr } = await as('eve', line.replaceAll('_like_', '\u00a0like\u00a0'));
    expect(stdout + stderr).not.toContain(secret);
    expect([code, stdout + stderr]).toEqual([
      2,
      expect.stringContaining('eve may not read-confidential people'),
    ]);
    expect(filesIn(folder.path).filter((path) => !path.startsWith('.assay'))).toEqual(before);
  });

  test.each([
    'check people@v1',
    'check people@v1 --json --profile',
    'profile people@v1 --json',
    'diff people@v1 people@v2 --json',
    'diff people@v1 people@v2 --key owner',
    'log people@v1',
    'lineage people@v1 --json',
    'card people@v1',
    'checkout people@v2 --to masked.csv --mask',
  ])('sees none in what %s says', async (line) => {
    const { code, stdout, stderr } = await as('eve', line);
    expect([0, 1], stdout + stderr).toContain(code);
    expect(stdout + stderr).not.toContain(secret);
    if (existsSync(folder.at('masked.csv')))
      expect(readFileSync(folder.at('masked.csv'), 'utf8')).not.toContain(secret);
  });

  test('brings none into a backup', async () => {
    const refused = await as('eve', 'backup --to kept');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('eve may not push-confidential people');
    expect(existsSync(folder.at('kept/catalog.db'))).toBe(false);
    for (const path of filesIn(folder.path).filter((one) => /^kept.*[0-9a-f]{62}$/.test(one)))
      expect(readFileSync(folder.at(path), 'utf8')).not.toContain(secret);
  });

  test('brings none to a remote, nor does who may read them: it takes a grant of its own', async () => {
    folder.write('remote/.keep', '');
    await as('ana', 'grant ana publisher');
    await as('ana', 'grant mia confidential');
    expect((await as('ana', 'push --begin')).code).toBe(2);
    rmSync(folder.at('remote/.keep'));
    folder.write('other.csv', 'id\n1\n');
    await as('ana', 'add other.csv --as other');
    expect((await as('ana', 'push other --begin')).stderr).toBe('');
    const objects = filesIn(folder.at('remote/objects')).length;
    for (const actor of ['mia', 'eve'])
      for (const line of ['push people', 'push people --repair', 'push --repair']) {
        const { code, stderr } = await as(actor, line);
        expect([code, stderr]).toEqual([
          2,
          expect.stringMatching(/may not (push-confidential people|read other)/),
        ]);
      }
    expect((await as('ana', 'push other --repair')).code).toBe(0);
    expect(filesIn(folder.at('remote/objects'))).toHaveLength(objects);
    expect((await as('ana', 'push people')).code).toBe(0);
  });

  test('and each refusal is in the audit', async () => {
    const { entries } = auditReportSchema.parse(JSON.parse((await as('ana', 'audit --json')).stdout));
    const refused = entries.filter(({ action }) => action === 'read-confidential.refuse');
    expect(entries.some(({ action }) => action === 'push-confidential.refuse')).toBe(true);
    expect(new Set(refused.map(({ owner, subject }) => `${owner} ${subject}`))).toEqual(
      new Set(['eve people']),
    );
  });
});
