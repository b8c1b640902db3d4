import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Catalog, openCatalog } from '../../src/catalog/catalog.ts';
import { catalogFile } from '../../src/catalog/catalog-file.ts';
import { readStates, writeStates } from '../../src/catalog/sqlite/states.ts';
import { sampleRun, sampleVerdict } from './sample-run.ts';

let folder: string;
let catalog: Catalog;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-catalog-'));
  catalog = await openCatalog(folder);
});
afterEach(async () => {
  await catalog.close();
  rmSync(folder, { recursive: true, force: true });
});

const reopen = async (): Promise<void> => {
  await catalog.close();
  catalog = await openCatalog(folder);
};

test('the folder of the catalog hides itself from Git', () => {
  expect(readFileSync(join(folder, '.assay', '.gitignore'), 'utf8')).toBe('*\n');
  expect(existsSync(catalogFile(folder))).toBe(true);
});

test('states come back under their ground, whatever else is kept', async () => {
  await catalog.states.write(
    'g1',
    new Map([
      ['a', '{"n":1}'],
      ['b', '{"n":2}'],
    ]),
  );
  await catalog.states.write('g2', new Map([['a', '{"n":3}']]));
  await catalog.states.write('g1', new Map([['b', '{"n":4}']]));
  await reopen();
  expect([...(await catalog.states.read('g1'))].sort()).toEqual([
    ['a', '{"n":1}'],
    ['b', '{"n":4}'],
  ]);
  expect((await catalog.states.read('g3')).size).toBe(0);
});

test('a damaged state is not there', async () => {
  await catalog.states.write(
    'g',
    new Map([
      ['a', '{"n":1}'],
      ['b', '{"n":2}'],
    ]),
  );
  const { default: Sqlite } = await import('better-sqlite3');
  const db = new Sqlite(catalogFile(folder));
  db.prepare("UPDATE states SET state = '{\"n\":9}' WHERE key = 'a'").run();
  db.close();
  expect([...(await catalog.states.read('g'))]).toEqual([['b', '{"n":2}']]);
});

test('the states that were used last are kept, up to so many rows and bytes', async () => {
  const { default: Sqlite } = await import('better-sqlite3');
  const db = new Sqlite(catalogFile(folder));
  const few = { rows: 3, bytes: 1000 };
  const groundsKept = (): readonly unknown[] =>
    db.prepare('SELECT DISTINCT ground FROM states ORDER BY ground').pluck().all();
  for (const ground of ['g1', 'g2', 'g3']) writeStates(db, ground, new Map([['a', '1']]), few);
  db.prepare('UPDATE states SET used = used - 2').run();
  readStates(db, 'g1');
  writeStates(db, 'g4', new Map([['a', '1']]), few);
  expect(groundsKept()).toEqual(['g1', 'g3', 'g4']);
  writeStates(db, 'g5', new Map([['a', '1'.repeat(999)]]), few);
  expect(groundsKept()).toEqual(['g4', 'g5']);
  db.close();
});

describe('a catalog that cannot be used is a problem, with what to do', () => {
  const refusal = async (): Promise<unknown> => openCatalog(folder).catch((cause: unknown) => cause);

  test('damaged', async () => {
    await catalog.close();
    writeFileSync(
      catalogFile(folder),
      'this is no database at all, but it is long enough to look like a header',
    );
    expect(await refusal()).toMatchObject({
      problems: [{ code: 'catalog-unusable', message: expect.stringContaining('damaged') }],
    });
  });

  const listed = async () => {
    const torn = await openCatalog(folder);
    try {
      return await torn.runs.get('r1');
    } finally {
      await torn.close();
    }
  };

  test('torn in the middle', async () => {
    const verdicts = Array.from({ length: 500 }, (_none, index) =>
      sampleVerdict({ rule: `readings.c${index}/range` }),
    );
    await catalog.runs.save(sampleRun({ verdicts }));
    await catalog.close();
    const bytes = readFileSync(catalogFile(folder));
    bytes.fill(0x7a, bytes.length >> 1);
    writeFileSync(catalogFile(folder), bytes);
    const cause = await listed().catch((thrown: unknown) => thrown);
    expect(cause).toMatchObject({ problems: [{ code: 'catalog-unusable' }] });
  });

  test('written by a newer Assay', async () => {
    const { default: Sqlite } = await import('better-sqlite3');
    const db = new Sqlite(catalogFile(folder));
    db.pragma('user_version = 999');
    db.close();
    expect(await refusal()).toMatchObject({
      problems: [{ code: 'catalog-unusable', hint: expect.stringContaining('newer') }],
    });
  });

  test('somebody else’s database', async () => {
    await catalog.close();
    rmSync(catalogFile(folder));
    const { default: Sqlite } = await import('better-sqlite3');
    const db = new Sqlite(catalogFile(folder));
    db.exec('CREATE TABLE mine (x)');
    db.close();
    expect(await refusal()).toMatchObject({
      problems: [{ message: expect.stringContaining('not a catalog') }],
    });
  });

  test('a file where the folder should be', async () => {
    await catalog.close();
    rmSync(join(folder, '.assay'), { recursive: true });
    writeFileSync(join(folder, '.assay'), '');
    expect(await refusal()).toMatchObject({ problems: [{ code: 'output-unwritable' }] });
  });
});
