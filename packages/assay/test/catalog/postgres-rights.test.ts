import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Catalog, openCatalog } from '../../src/catalog/catalog.ts';
import { usualStages } from '../../src/domain/stage-rules.ts';
import { onServer, postgresPlace } from './places.ts';
import { sampleVersion } from './sample-version.ts';

/** The script of the docs, for one schema and roles of its own. */
const script = (schema: string): string =>
  readFileSync(join(import.meta.dirname, '../../../../docs/guide/postgres-rights.sql'), 'utf8').replace(
    /assay(?!_catalog)/g,
    schema,
  );

const people = { eve: 'reader', mia: 'writer', ana: 'admin' } as const;
type Person = keyof typeof people;

let place: Awaited<ReturnType<typeof postgresPlace>>;
let owned: Catalog;
const opened: Catalog[] = [];

const loginOf = (person: Person): string => `${person}@${place.schema}`;
const urlOf = (person: Person): string => {
  const url = new URL(place.url);
  [url.username, url.password] = [encodeURIComponent(loginOf(person)), 'secret'];
  return url.href;
};
const open = async (person: Person): Promise<Catalog> => {
  const catalog = await openCatalog(place.folder, urlOf(person));
  opened.push(catalog);
  return catalog;
};
/** One statement past Assay. */
const past = async (person: Person, text: string): Promise<void> => {
  const client = new pg.Client({ connectionString: urlOf(person) });
  await client.connect();
  try {
    await client.query(`SET search_path TO "${place.schema}"`);
    await client.query(text);
  } finally {
    await client.end();
  }
};
const by = (owner: string) => ({ at: new Date().toISOString(), owner, reason: '' });
const add = (catalog: Catalog, author: string): Promise<number> => {
  const { id, record } = sampleVersion('one', { author, createdAt: new Date().toISOString() });
  return catalog.versions.save({ id, record, tags: [] });
};

beforeEach(async () => {
  place = await postgresPlace();
  owned = await place.open();
  const { grants } = owned;
  for (const [person, role] of [
    ['ana', 'admin'],
    ['mia', 'gatekeeper'],
    ['eve', 'reader'],
  ] as const)
    await grants.change({ grant: { actor: loginOf(person), role, on: '*' }, revoke: false, by: by('boss') });
  for (const _twice of [1, 2]) await onServer(place.schema, script(place.schema));
  for (const [person, role] of Object.entries(people))
    await onServer(
      place.schema,
      `CREATE ROLE "${person}@${place.schema}" LOGIN PASSWORD 'secret' IN ROLE ${place.schema}_${role}`,
    );
});

afterEach(async () => {
  for (const catalog of [...opened.splice(0), owned]) await catalog.close();
  const roles = [
    ...Object.keys(people).map((person) => `${person}@${place.schema}`),
    ...['admin', 'writer', 'reader'].map((role) => `${place.schema}_${role}`),
  ];
  for (const role of roles)
    await onServer(place.schema, `DROP OWNED BY "${role}"`).then(() =>
      onServer(place.schema, `DROP ROLE "${role}"`),
    );
  await place.remove();
});

test('each does by Assay what their role says, and what is refused is in the audit', async () => {
  const [eve, mia, ana] = [await open('eve'), await open('mia'), await open('ana')];
  await ana.stages
    .move({
      name: 'wear',
      number: await add(mia, loginOf('mia')),
      stage: 'candidate',
      rules: usualStages,
      override: false,
      by: by(loginOf('ana')),
    })
    .then((done) => expect(done.outcome).toBe('moved'));
  await add(mia, loginOf('mia'));
  const move = { name: 'wear', number: 2, stage: 'candidate', rules: usualStages, override: false };
  expect(await mia.stages.move({ ...move, by: by(loginOf('mia')) })).toMatchObject({ outcome: 'moved' });
  expect(await eve.versions.list({ name: 'wear' })).toHaveLength(2);
  await expect(add(eve, loginOf('eve'))).rejects.toThrow('may not add wear');
  expect((await owned.audit.list()).at(-1)).toMatchObject({ action: 'add.refuse', owner: loginOf('eve') });
  expect((await eve.audit.verify()).differences).toBeUndefined();
  expect(await eve.remotes.ownId()).toBe(await owned.remotes.ownId());
});

test('nobody acts under another name, or by another clock', async () => {
  const mia = await open('mia');
  await expect(add(mia, loginOf('ana'))).rejects.toThrow(`in the name of ${loginOf('ana')}`);
  const early = { ...by(loginOf('mia')), at: new Date(Date.now() - 86_400_000).toISOString() };
  await expect(mia.audit.append({ ...early, action: 'x', subject: 'x', detail: {} })).rejects.toThrow(
    'the clock of the machine says',
  );
  expect(await owned.versions.list({ name: 'wear' })).toEqual([]);
});

test.each<[Person, string]>([
  ['eve', "INSERT INTO grants VALUES ('eve', 'admin', '*', '')"],
  ['eve', "INSERT INTO aliases VALUES ('wear', 'x', 1)"],
  ['eve', 'DELETE FROM audit'],
  ['mia', "INSERT INTO grants VALUES ('mia', 'admin', '*', '')"],
  ['mia', "UPDATE stage_rules SET rule = '{}'"],
  ['mia', "UPDATE audit SET owner = 'x'"],
  ['mia', 'DELETE FROM audit'],
  ['mia', 'TRUNCATE audit'],
  ['mia', 'DROP TRIGGER audit_stays ON audit'],
  ['mia', 'UPDATE assay_catalog SET version = 1'],
  ['ana', "UPDATE audit SET owner = 'x'"],
  ['ana', 'ALTER TABLE audit DISABLE TRIGGER ALL'],
])('past Assay the server refuses %s: %s', async (person, text) => {
  await expect(past(person, text)).rejects.toThrow(/permission denied|must be owner|only appended/);
});

test('the owner of the tables changes no entry by mistake either', async () => {
  await expect(place.sql("UPDATE audit SET owner = 'x'")).rejects.toThrow('only appended to');
  await expect(place.sql('TRUNCATE audit')).rejects.toThrow('only appended to');
});

test('what a writer can still do past Assay, lead an alias elsewhere, shows', async () => {
  const mia = await open('mia');
  await add(mia, loginOf('mia'));
  await past('mia', "INSERT INTO aliases VALUES ('wear', 'approved', 1)");
  expect((await owned.audit.verify()).differences?.first).toMatchObject([
    { what: 'alias', of: 'wear@approved' },
  ]);
});
