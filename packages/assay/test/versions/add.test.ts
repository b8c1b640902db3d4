import { describe, expect, test } from 'vitest';
import { addedSchema, verifiedSchema } from '../../src/domain/version-reports.ts';
import { printedAs, runAs } from '../support/run-as.ts';
import { folderPerTest } from '../support/test-folder.ts';

const folder = folderPerTest();
const assay = (line: string) => runAs(folder.path, 'ana', line);
const added = async (line: string) => printedAs(addedSchema, await assay(`${line} --json`));

describe('what is said of bytes that did not change', () => {
  test('tags lead to the version that is there, and a message is told to be lost', async () => {
    folder.write('a.txt', '1');
    await added('add a.txt --as data -m first');
    const again = await added('add a.txt --as data --tag march --tag march --tag spring -m second');
    expect(again).toMatchObject({
      isNew: false,
      tagged: ['march', 'spring'],
      notKept: { message: 'second' },
      version: { number: 1, aliases: ['march', 'spring'], record: { message: 'first' } },
    });
    const { stdout } = await assay('add a.txt --as data --tag april -m second');
    expect(stdout).toContain('tagged @april\nThe message was not kept');
    expect(await added('add a.txt --as data --tag march -m first')).not.toHaveProperty('tagged');
    expect((await assay('audit')).stdout).toMatch(/alias\.move +data@spring/);
  });

  test('metadata that differ make a version, and the same make none', async () => {
    folder.write('a.txt', '1');
    expect(await added('add a.txt --as data --meta line=3')).toMatchObject({ isNew: true });
    expect(await added('add a.txt --as data --meta line=3')).toMatchObject({ isNew: false });
    expect(await added('add a.txt --as data')).toMatchObject({ isNew: false });
    expect(await added('add a.txt --as data --meta line=4 --tag new')).toMatchObject({
      isNew: true,
      version: { number: 2, aliases: ['new'], record: { metadata: { line: '4' } } },
    });
  });

  test('a stage is no tag, whether something is new or not', async () => {
    folder.write('a.txt', '1');
    expect(await assay('add a.txt --as data --tag approved')).toMatchObject({ code: 2 });
    await added('add a.txt --as data');
    expect((await assay('add a.txt --as data --tag approved')).stderr).toContain('is a stage');
  });
});

test('a name that no record keeps is refused, and one that every object inherits is kept', async () => {
  folder.write('a.txt', '1');
  for (const option of ['--meta __proto__=x', '--param __proto__=x'])
    expect(await assay(`add a.txt --as data ${option}`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"__proto__"'),
    });
  expect((await assay('add a.txt --as data --meta a=1 --meta a=2')).stderr).toContain('is given twice');
  const { version } = await added('add a.txt --as data --meta constructor=x --param toString=y');
  expect(version.record.metadata).toEqual({ constructor: 'x' });
  expect(printedAs(verifiedSchema, await assay('verify --json'))).toMatchObject({ damage: [] });
});

test('whoever may not add learns that before anything is read, kept or judged', async () => {
  folder.write('a.txt', '1');
  await added('add a.txt --as data');
  await assay('grant ana admin --on *');
  const refused = await runAs(folder.path, 'eve', 'add a.txt --as data --json');
  expect(refused).toMatchObject({ code: 2 });
  expect(refused.stdout).not.toContain('sha256');
});
