import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import pg from 'pg';
import { describe, expect, inject, test } from 'vitest';
import { openCatalog } from '../../src/catalog/catalog.ts';
import { catalogFile } from '../../src/catalog/catalog-file.ts';
import { postgresStore } from '../../src/catalog/postgres/postgres-store.ts';
import { takeTurn } from '../../src/catalog/postgres/turn.ts';
import { statement } from '../../src/catalog/store.ts';
import { catalogPerTest } from './catalog-per-test.ts';
import { newSchema, onServer, postgresPlace } from './places.ts';
import { named, sampleRun } from './sample-run.ts';

const here = catalogPerTest(postgresPlace);
const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (cause: unknown) => cause,
  );

/** What a catalog at a URL says when it is asked. */
const refusal = async (url: string): Promise<unknown> => {
  const other = await openCatalog(here.place.folder, url);
  try {
    return await thrownBy(other.runs.list());
  } finally {
    await other.close();
  }
};

const withUser = (user: string, password: string): string => {
  const url = new URL(here.place.url);
  url.username = user;
  url.password = password;
  return url.href;
};

test('nobody else may look into a schema that Assay begins', async () => {
  await here.catalog.runs.save(sampleRun());
  const role = newSchema();
  await onServer(here.place.schema, `CREATE ROLE ${role} LOGIN PASSWORD 'geheim77'`);
  try {
    const cause = await refusal(withUser(role, 'geheim77'));
    expect(cause).toMatchObject({
      problems: [{ code: 'output-unwritable', hint: expect.stringContaining('grant') }],
    });
  } finally {
    await onServer(here.place.schema, `DROP ROLE ${role}`);
  }
});

test('who may only read can read, and is told where writing fails', async () => {
  await here.catalog.runs.save(sampleRun());
  const role = newSchema();
  await onServer(here.place.schema, `CREATE ROLE ${role} LOGIN PASSWORD 'geheim77'`);
  try {
    await onServer(here.place.schema, `GRANT USAGE ON SCHEMA ${here.place.schema} TO ${role}`);
    await onServer(here.place.schema, `GRANT SELECT ON ALL TABLES IN SCHEMA ${here.place.schema} TO ${role}`);
    const reader = await openCatalog(here.place.folder, withUser(role, 'geheim77'));
    expect(await reader.runs.get('r1')).toEqual(sampleRun());
    expect(await thrownBy(reader.runs.save(sampleRun()))).toMatchObject({
      problems: [{ code: 'output-unwritable', message: expect.stringContaining('permission denied') }],
    });
    expect(await reader.runs.get('r1')).toEqual(sampleRun());
    await reader.close();
  } finally {
    await onServer(here.place.schema, `DROP OWNED BY ${role}`);
    await onServer(here.place.schema, `DROP ROLE ${role}`);
  }
});

test('states stay on the machine that measured them', async () => {
  await here.catalog.states.write('g', new Map([['a', '{"n":1}']]));
  expect(existsSync(catalogFile(here.place.folder))).toBe(true);
  expect([...(await here.catalog.states.read('g'))]).toEqual([['a', '{"n":1}']]);
  await here.catalog.runs.save(sampleRun());
  const tables = await here.place.sql(
    'SELECT tablename FROM pg_tables WHERE schemaname = $1',
    here.place.schema,
  );
  expect(tables.map(({ tablename }) => tablename)).not.toContain('states');
});

test('ids and names are told apart by code point in a database of another language', async () => {
  await onServer(
    here.place.schema,
    `CREATE DATABASE ${here.place.schema} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'`,
  );
  const url = new URL(here.place.url);
  url.pathname = `/${here.place.schema}`;
  const english = await openCatalog(here.place.folder, url.href);
  try {
    for (const id of ['a-b', 'ab', 'A', 'ä']) await english.runs.save(sampleRun({ id, ...named(id) }));
    expect(await english.runs.names()).toEqual(['A', 'a-b', 'ab', 'ä']);
    expect((await english.runs.get('a-'))?.id).toBe('a-b');
    expect(await english.runs.ofRule('ä', 'readings.temp/range')).toHaveLength(1);
  } finally {
    await english.close();
    await onServer(here.place.schema, `DROP DATABASE ${here.place.schema}`);
  }
});

test('a commit is on the disk also where the server is set to answer sooner', async () => {
  const store = await postgresStore(`${here.place.url}&options=-c%20synchronous_commit%3Doff`);
  const asked = statement("SELECT current_setting('synchronous_commit') AS value");
  expect(await store.rows(asked)).toEqual([{ value: 'on' }]);
  await store.close();
});

test('a connection that breaks is made again', async () => {
  const named = await openCatalog(
    here.place.folder,
    `${here.place.url}&application_name=${here.place.schema}`,
  );
  await named.runs.save(sampleRun());
  const ended = await here.place.sql(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1',
    here.place.schema,
  );
  expect(ended).toHaveLength(1);
  const said = await thrownBy(named.runs.list());
  if (said !== undefined) expect(said).toMatchObject({ problems: [{ code: 'connection-failed' }] });
  expect(await named.runs.list()).toHaveLength(1);
  await named.close();
});

describe('a catalog that cannot be used is a problem, with what to do and without a password', () => {
  const begun = async (): Promise<void> => {
    await here.catalog.runs.save(sampleRun());
    await here.catalog.close();
  };

  test('written by a newer Assay', async () => {
    await begun();
    await here.place.sql('UPDATE assay_catalog SET version = 999');
    expect(await refusal(here.place.url)).toMatchObject({
      problems: [{ code: 'catalog-unusable', hint: expect.stringContaining('newer') }],
    });
  });

  test('somebody else’s schema', async () => {
    await onServer(here.place.schema, `CREATE SCHEMA ${here.place.schema}`);
    await here.place.sql('CREATE TABLE mine (x integer)');
    expect(await refusal(here.place.url)).toMatchObject({
      problems: [{ code: 'catalog-unusable', message: expect.stringContaining('not a catalog') }],
    });
  });

  test('damaged: a table or the version is gone', async () => {
    await begun();
    await here.place.sql('DROP TABLE verdicts');
    const torn = await here.place.open();
    expect(await thrownBy(torn.runs.save(sampleRun()))).toMatchObject({
      problems: [{ code: 'catalog-unusable', message: expect.stringContaining('damaged') }],
    });
    expect(await torn.runs.get('r1')).toEqual(sampleRun());
    await torn.close();
    await here.place.sql('DELETE FROM assay_catalog');
    expect(await refusal(here.place.url)).toMatchObject({
      problems: [{ code: 'catalog-unusable', message: expect.stringContaining('damaged') }],
    });
  });

  test('locked by another program', async () => {
    await here.catalog.runs.save(sampleRun());
    const hasty = await openCatalog(here.place.folder, `${here.place.url}&options=-c%20lock_timeout%3D50`);
    const writer = new pg.Client({ connectionString: inject('postgresUrl') });
    await writer.connect();
    await writer.query('BEGIN');
    await takeTurn(writer, here.place.schema);
    expect(await thrownBy(hasty.runs.save(sampleRun()))).toMatchObject({
      problems: [{ code: 'catalog-unusable', message: expect.stringContaining('locked') }],
    });
    expect(await hasty.runs.list()).toHaveLength(1);
    await writer.end();
    await hasty.runs.save(sampleRun({ id: 'r2' }));
    expect(await hasty.runs.list()).toHaveLength(2);
    await hasty.close();
  });

  test('not there', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
    const address = server.address();
    await new Promise((closed) => server.close(closed));
    const port = typeof address === 'object' ? address?.port : 0;
    expect(await refusal(`postgres://ana:geheim77@127.0.0.1:${port}/plant`)).toMatchObject({
      problems: [
        {
          code: 'connection-failed',
          message: expect.stringMatching(
            `^the catalog at postgres://ana@127.0.0.1:${port}/plant cannot be reached`,
          ),
        },
      ],
    });
  });

  test.each([
    ['a wrong password', (url: URL) => Object.assign(url, { username: 'nobody', password: 'geheim77' })],
    ['another database', (url: URL) => Object.assign(url, { pathname: '/geheim', password: 'postgres' })],
  ])('%s', async (_name, change) => {
    const cause = await refusal(change(new URL(here.place.url)).href);
    expect(cause).toMatchObject({
      problems: [{ code: 'connection-failed', hint: expect.stringContaining('check') }],
    });
    expect(JSON.stringify(cause)).not.toMatch(/geheim77|:postgres@/);
  });

  test.each(['mysql://ana:geheim77@host/plant', 'geheim77', `${inject('postgresUrl')}?schema=geheim77%22`])(
    'no such URL: %s',
    async (url) => {
      const cause = await thrownBy(openCatalog(here.place.folder, url));
      expect(cause).toMatchObject({ problems: [{ code: 'config-invalid' }] });
      expect(JSON.stringify(cause)).not.toMatch(/ana:|:postgres@/);
    },
  );
});
