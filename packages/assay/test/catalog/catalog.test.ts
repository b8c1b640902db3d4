import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { migrations } from '../../src/catalog/migrations/migrations.ts';
import type { Profile } from '../../src/domain/profile.ts';
import type { Run } from '../../src/domain/run.ts';
import { catalogPerTest } from './catalog-per-test.ts';
import { places } from './places.ts';
import { named, sampleRun, sampleVerdict } from './sample-run.ts';

describe.each(places)('a catalog on $name', ({ begin }) => {
  const here = catalogPerTest(begin);

  test('a run comes back as it was stored, after the catalog was closed', async () => {
    const run = sampleRun({
      decision: 'block',
      verdicts: [
        sampleVerdict({
          status: 'fail',
          count: 2,
          total: 12,
          observed: { type: 'bigint', value: '9007199254740993' },
        }),
        sampleVerdict({ rule: 'readings.temp/required', status: 'unknown', message: 'é 🌡' }),
      ],
    });
    await here.catalog.runs.save(run);
    await here.reopen();
    expect(await here.catalog.runs.get('r1')).toEqual(run);
  });

  test('work that is done alone fails with its own error, not as if the catalog had', async () => {
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    const work = () => {
      throw full;
    };
    await expect(here.catalog.alone(work)).rejects.toBe(full);
    await here.catalog.runs.save(sampleRun());
  });

  test('a run is found by the beginning of its id, unless two begin so', async () => {
    for (const id of ['rab1', 'rab2', 'rc', 'rcd']) await here.catalog.runs.save(sampleRun({ id }));
    expect((await here.catalog.runs.get('rab2'))?.id).toBe('rab2');
    expect((await here.catalog.runs.get('rcd'))?.id).toBe('rcd');
    expect((await here.catalog.runs.get('rc'))?.id).toBe('rc');
    expect(await here.catalog.runs.get('rab')).toBeUndefined();
    expect(await here.catalog.runs.get('x')).toBeUndefined();
  });

  test('the numbers of a rule come back by its series, with what became of their runs', async () => {
    const observe = (id: string, decision: Run['decision'], more: Parameters<typeof sampleVerdict>[0]) =>
      here.catalog.runs.save(
        sampleRun({
          id,
          decision,
          now: `2026-02-0${id.slice(1)}T00:00:00.000Z`,
          verdicts: [sampleVerdict({ rule: 'readings/volume', observed: 1, series: 'rows', ...more })],
        }),
      );
    await observe('r1', 'admit', {});
    await observe('r2', 'warn', { status: 'unknown', observed: 2.5 });
    await observe('r3', 'warn', { status: 'fail', observed: 3 });
    await observe('r4', 'block', { status: 'fail', observed: { type: 'decimal', value: '4.5' } });
    await observe('r5', 'block', { status: 'pass' });
    await observe('r6', 'admit', { observed: 'six' });
    await observe('r7', null, {});
    await observe('r8', 'admit', { observed: 8, series: 'mean' });
    const found = await here.catalog.runs.values('readings', ['readings/volume', 'readings/none']);
    expect(found.get('readings/none')).toEqual([]);
    expect(found.get('readings/volume')).toEqual([
      { run: 'r1', at: '2026-02-01T00:00:00.000Z', value: 1, series: 'rows', kind: 'usual' },
      { run: 'r2', at: '2026-02-02T00:00:00.000Z', value: 2.5, series: 'rows', kind: 'usual' },
      { run: 'r3', at: '2026-02-03T00:00:00.000Z', value: 3, series: 'rows', kind: 'anomaly' },
      { run: 'r4', at: '2026-02-04T00:00:00.000Z', value: 4.5, series: 'rows', kind: 'refused' },
      { run: 'r8', at: '2026-02-08T00:00:00.000Z', value: 8, series: 'mean', kind: 'usual' },
    ]);
    await here.catalog.runs.save(
      sampleRun({
        id: 'r9',
        ...named('readings', { input: '5ad1', rows: 9 }),
        verdicts: [sampleVerdict({ rule: 'readings/volume', observed: 9, series: 'rows' })],
      }),
    );
    const again = await here.catalog.runs.values('readings', ['readings/volume']);
    expect(again.get('readings/volume')?.at(-1)).toMatchObject({ run: 'r9', input: '5ad1' });
    expect((await here.catalog.runs.history('readings')).at(-1)).toMatchObject({
      id: 'r9',
      rows: 9,
      input: '5ad1',
    });
    expect(await here.catalog.runs.values('other', ['readings/volume'])).toEqual(
      new Map([['readings/volume', []]]),
    );
  });

  test('a run stored again replaces the first', async () => {
    await here.catalog.runs.save(
      sampleRun({ verdicts: [sampleVerdict(), sampleVerdict({ rule: 'readings/rowCount' })] }),
    );
    await here.catalog.runs.save(
      sampleRun({ decision: 'block', verdicts: [sampleVerdict({ status: 'fail' })] }),
    );
    expect(await here.catalog.runs.list()).toMatchObject([
      { id: 'r1', decision: 'block', passed: 0, failed: 1 },
    ]);
    expect(await here.catalog.runs.latestRules()).toEqual([
      { name: 'readings', rule: 'readings.temp/range', status: 'fail' },
    ]);
  });

  test('lists are newest first, by dataset, decision and scope', async () => {
    await here.catalog.runs.save(sampleRun({ id: 'r1' }));
    await here.catalog.runs.save(sampleRun({ id: 'r2', ...named('orders'), decision: 'block' }));
    await here.catalog.runs.save(
      sampleRun({ id: 'r3', ...named('readings', { scope: { where: 'day = 1' } }) }),
    );
    const ids = async (filter: Parameters<Catalog['runs']['list']>[0]) =>
      (await here.catalog.runs.list(filter)).map(({ id }) => id);
    expect(await ids({})).toEqual(['r3', 'r2', 'r1']);
    expect(await ids({ limit: 1 })).toEqual(['r3']);
    expect(await ids({ name: 'readings' })).toEqual(['r3', 'r1']);
    expect(await ids({ decision: 'block' })).toEqual(['r2']);
    expect(await ids({ scope: null })).toEqual(['r2', 'r1']);
    expect(await ids({ scope: 'day = 1' })).toEqual(['r3']);
    expect((await here.catalog.runs.latest())?.id).toBe('r3');
    expect((await here.catalog.runs.latest('orders'))?.id).toBe('r2');
    expect(await here.catalog.runs.latest('nothing')).toBeUndefined();
    expect(await here.catalog.runs.names()).toEqual(['orders', 'readings']);
  });

  test('lists end at a time, and know a scope by how it was written', async () => {
    const scope = { where: 'day = 2', asWritten: 'day = ${var:day}' };
    await here.catalog.runs.save(sampleRun({ id: 'r1' }));
    const startedAt = '2026-01-02T00:00:00.000Z';
    await here.catalog.runs.save(sampleRun({ id: 'r2', startedAt, ...named('days', { scope }) }));
    const ids = async (filter: Parameters<Catalog['runs']['list']>[0]) =>
      (await here.catalog.runs.list(filter)).map(({ id }) => id);
    expect(await ids({ scope: scope.asWritten })).toEqual(['r2']);
    expect(await ids({ scope: scope.where })).toEqual([]);
    expect(await ids({ name: 'days', startedUntil: '2026-01-01T23:59:59.999Z' })).toEqual([]);
    expect(await ids({ name: 'days', startedUntil: startedAt })).toEqual(['r2']);
    expect(await ids({ startedUntil: '2026-01-01T00:00:00.000Z' })).toEqual(['r1']);
  });

  test('history for checks leaves out what was not admitted and other scopes', async () => {
    for (const [id, decision] of [
      ['r1', 'admit'],
      ['r2', 'block'],
      ['r3', 'warn'],
      ['r4', null],
    ] as const) {
      await here.catalog.runs.save(sampleRun({ id, decision }));
    }
    await here.catalog.runs.save(
      sampleRun({ id: 'r5', ...named('readings', { scope: { where: 'x' }, rows: 3 }) }),
    );
    const ids = async (options: Parameters<Catalog['runs']['history']>[1]) =>
      (await here.catalog.runs.history('readings', options)).map(({ id }) => id);
    expect(await ids({})).toEqual(['r1', 'r2', 'r3', 'r4']);
    expect(await ids({ admittedOnly: true })).toEqual(['r1', 'r3']);
    expect(await ids({ admittedOnly: true, limit: 1 })).toEqual(['r3']);
    expect(await here.catalog.runs.history('readings', { scope: 'x' })).toEqual([
      { id: 'r5', startedAt: '2026-01-01T00:00:00.000Z', rows: 3 },
    ]);
    for (const day of [6, 7]) {
      const scope = { where: `day = ${day}`, asWritten: 'day = ${var:day}' };
      await here.catalog.runs.save(sampleRun({ id: `r${day}`, ...named('readings', { scope }) }));
    }
    expect(await ids({ scope: 'day = ${var:day}' })).toEqual(['r6', 'r7']);
    expect(await ids({ scope: 'day = 6' })).toEqual([]);
  });

  test('the history of one rule keeps what it observed', async () => {
    const verdict = (observed: number) =>
      sampleVerdict({ status: 'fail', observed, count: observed, total: 12 });
    await here.catalog.runs.save(sampleRun({ id: 'r1', verdicts: [verdict(1)] }));
    await here.catalog.runs.save(sampleRun({ id: 'r2', verdicts: [verdict(2)] }));
    await here.catalog.runs.save(sampleRun({ id: 'r3', ...named('orders'), verdicts: [verdict(3)] }));
    expect(await here.catalog.runs.ofRule('readings', 'readings.temp/range')).toMatchObject([
      { run: 'r2', status: 'fail', observed: 2, count: 2, total: 12, waived: false },
      { run: 'r1', observed: 1 },
    ]);
  });

  describe('pruning', () => {
    const storeDays = async (days: readonly (readonly [day: number, decision: Run['decision']])[]) => {
      for (const [day, decision] of days)
        await here.catalog.runs.save(
          sampleRun({ id: `r${day}`, decision, startedAt: `2026-01-0${day}T00:00:00.000Z` }),
        );
    };
    const left = async (): Promise<string> => (await here.catalog.runs.list()).map(({ id }) => id).join(' ');
    const counted = async (table: string): Promise<number> =>
      Number((await here.place.sql(`SELECT count(*) AS n FROM ${table}`))[0]?.n);

    test('keeps the newest runs of each dataset, and nothing of the others', async () => {
      for (const id of ['r1', 'r2', 'r3']) await here.catalog.runs.save(sampleRun({ id }));
      await here.catalog.runs.save(sampleRun({ id: 'r4', ...named('orders') }));
      expect(await here.catalog.runs.prune({ keep: 1 })).toEqual([{ name: 'readings', removed: 2 }]);
      expect(await left()).toBe('r4 r3');
      expect(await here.catalog.runs.ofRule('readings', 'readings.temp/range')).toHaveLength(1);
      expect(await here.catalog.runs.get('r1')).toBeUndefined();
      expect([await counted('verdicts'), await counted('documents')]).toEqual([2, 2]);
      expect(await here.catalog.runs.prune({ keep: 1 })).toEqual([]);
    });

    test('removes what started before a time', async () => {
      await storeDays([
        [1, 'admit'],
        [2, 'block'],
        [3, 'admit'],
      ]);
      const startedBefore = '2026-01-02T12:00:00.000Z';
      expect(await here.catalog.runs.prune({ startedBefore })).toEqual([{ name: 'readings', removed: 2 }]);
      expect(await left()).toBe('r3');
    });

    test('removes what is beyond either limit, the oldest first where a run is to be quick', async () => {
      const days = [1, 2, 3, 4, 5, 6].map((day) => [day, 'admit'] as const);
      await storeDays(days);
      const limits = { keep: 4, startedBefore: '2026-01-04T00:00:00.000Z' };
      await here.catalog.runs.prune({ ...limits, most: 2 });
      expect(await left()).toBe('r6 r5 r4 r3');
      await here.catalog.runs.prune({ ...limits, most: 2 });
      expect(await left()).toBe('r6 r5 r4');
    });

    test('never removes the last admitted run of a name, the newest that others are compared with', async () => {
      await storeDays([
        [1, 'admit'],
        [2, 'warn'],
        [3, 'block'],
        [4, null],
      ]);
      await here.catalog.runs.save(sampleRun({ id: 'r5', ...named('orders'), decision: 'block' }));
      expect(await here.catalog.runs.prune({ keep: 1, startedBefore: '2027-01-01T00:00:00.000Z' })).toEqual([
        { name: 'orders', removed: 1 },
        { name: 'readings', removed: 3 },
      ]);
      expect(await left()).toBe('r2');
    });

    test('of one name leaves the others alone', async () => {
      for (const id of ['r1', 'r2']) await here.catalog.runs.save(sampleRun({ id }));
      for (const id of ['r3', 'r4']) await here.catalog.runs.save(sampleRun({ id, ...named('orders') }));
      await here.catalog.runs.prune({ keep: 1, name: 'orders' });
      expect(await left()).toBe('r4 r2 r1');
    });

    test('forgets rules that no run judged any more', async () => {
      await here.catalog.runs.save(
        sampleRun({ id: 'r1', verdicts: [sampleVerdict({ rule: 'readings/old' })] }),
      );
      await here.catalog.runs.save(sampleRun({ id: 'r2' }));
      await here.catalog.runs.prune({ keep: 1 });
      expect(await here.catalog.runs.rules('readings')).toEqual(['readings.temp/range']);
    });

    test('goes on in steps, and tells of them', async () => {
      for (let at = 0; at < 700; at += 1) await here.catalog.runs.save(sampleRun({ id: `r${at}` }));
      const steps: (readonly [string, number, number])[] = [];
      await here.catalog.runs.prune({ keep: 40, onProgress: (...step) => steps.push(step) });
      expect(steps).toEqual([
        ['readings', 0, 660],
        ['readings', 500, 660],
      ]);
      expect([await counted('runs'), await counted('verdicts')]).toEqual([40, 40]);
    });
  });

  test('an audit entry with a key is written once', async () => {
    const entry = {
      at: '2026-01-01',
      action: 'quarantine.release',
      subject: 'r1',
      owner: 'ana',
      reason: 'ok',
      detail: { rows: 2 },
    };
    expect(await here.catalog.audit.append({ ...entry, once: 'r1' })).toBe(true);
    expect(await here.catalog.audit.append({ ...entry, once: 'r1' })).toBe(false);
    expect(await here.catalog.audit.append({ ...entry, subject: 'r2' })).toBe(true);
    expect(await here.catalog.audit.list({ subject: 'r1' })).toEqual([{ ...entry, once: 'r1' }]);
    expect(await here.catalog.audit.list({ action: 'quarantine.release' })).toHaveLength(2);
  });

  test('a profile is kept beside its run, and goes with it', async () => {
    const profile: Profile = {
      schema: 'assay.profile/v1',
      name: 'readings',
      source: 'readings.csv',
      description: 'CSV, 1 file',
      rows: 2,
      seconds: 0.1,
      columns: [],
      states: [],
      problems: [],
      engine: { id: 'duckdb', version: '1', queries: 1 },
    };
    await here.catalog.runs.save(sampleRun({ id: 'r1' }));
    await here.catalog.runs.save(sampleRun({ id: 'r2' }));
    await here.catalog.profiles.save(profile, { id: 'r1' });
    expect(await here.catalog.profiles.ofRun('r1')).toEqual(profile);
    expect(await here.catalog.profiles.ofRun('r2')).toBeUndefined();
    await here.catalog.runs.prune({ keep: 1 });
    expect(await here.catalog.profiles.ofRun('r1')).toBeUndefined();
  });

  test('what every rule found comes in the order of the runs, with the numbers it observed', async () => {
    const [range, required] = ['readings.temp/range', 'readings.temp/required'];
    await here.catalog.runs.save(
      sampleRun({
        id: 'r1',
        verdicts: [
          sampleVerdict({ observed: 2.5 }),
          sampleVerdict({ rule: required, observed: { type: 'bigint', value: '9007199254740993' } }),
        ],
      }),
    );
    await here.catalog.runs.save(sampleRun({ id: 'r2', verdicts: [] }));
    await here.catalog.runs.save(sampleRun({ id: 'r3', verdicts: [sampleVerdict({ status: 'fail' })] }));
    expect(await here.catalog.runs.series('readings', ['r2', 'r1', 'r9', 'r3'])).toEqual({
      [range]: { statuses: '-p-f', observed: [null, 2.5, null, null] },
      [required]: { statuses: '-p--' },
    });
    expect(await here.catalog.runs.series('readings', ['r9'])).toEqual({});
  });

  test('a run that cannot be unpacked, or is no JSON, is a problem of that run', async () => {
    await here.catalog.runs.save(sampleRun());
    for (const body of [Buffer.from('zzzz'), deflateRawSync('{"schema": '), deflateRawSync('{}')]) {
      await here.place.sql('UPDATE documents SET body = $1', body);
      const cause = await here.catalog.runs.get('r1').catch((thrown: unknown) => thrown);
      expect(cause).toMatchObject({
        problems: [{ code: 'catalog-unusable', message: expect.stringContaining('r1') }],
      });
    }
  });

  test('more rules than one statement takes, and names that are no names, come back', async () => {
    const hostile = ['r.x"y/a', "r.'; DROP TABLE runs --/a", 'r.?$1/a', 'r.é🌡/a', 'r.a\\b/%_'];
    const rules = [...hostile, ...Array.from({ length: 2300 }, (_none, at) => `r.c${at}/range`)];
    const run = sampleRun({ ...named("o'?$1"), verdicts: rules.map((rule) => sampleVerdict({ rule })) });
    await here.catalog.runs.save(run);
    expect(await here.catalog.runs.get('r1')).toEqual(run);
    expect(await here.catalog.runs.rules("o'?$1")).toEqual(rules);
    for (const rule of hostile) expect(await here.catalog.runs.ofRule("o'?$1", rule)).toHaveLength(1);
  });

  test('ids and names are told apart by code point', async () => {
    for (const id of ['a-b', 'ab', 'A', 'ä']) await here.catalog.runs.save(sampleRun({ id, ...named(id) }));
    expect(await here.catalog.runs.names()).toEqual(['A', 'a-b', 'ab', 'ä']);
    expect((await here.catalog.runs.get('a'))?.id).toBeUndefined();
    expect((await here.catalog.runs.get('a-'))?.id).toBe('a-b');
  });

  test.each(migrations.slice(1).map((_migration, at) => at + 1))(
    'a catalog of version %i is brought to this one, with its runs',
    async (version) => {
      await here.catalog.close();
      await here.place.beginAt(version);
      const run = sampleRun();
      const row = {
        id: run.id,
        kind: 'dataset',
        name: 'readings',
        source: 'readings.csv',
        started_at: run.startedAt,
        seconds: 1,
        decision: 'admit',
        passed: 1,
        failed: 0,
        unknown: 0,
        not_applicable: 0,
        waived: 0,
        dimensions: '{}',
      };
      await here.place.sql(
        `INSERT INTO runs (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
          .map((_column, at) => `$${at + 1}`)
          .join(', ')})`,
        ...Object.values(row),
      );
      const body = deflateRawSync(JSON.stringify(run));
      await here.place.sql('INSERT INTO documents VALUES ((SELECT seq FROM runs), $1)', body);
      await here.reopen();
      expect(await here.catalog.runs.get('r1')).toEqual(run);
      expect(await here.catalog.audit.list()).toEqual([]);
      expect(await here.catalog.profiles.ofRun('r1')).toBeUndefined();
      expect((await here.catalog.states.read('g')).size).toBe(0);
      await here.catalog.runs.save(sampleRun({ id: 'r2' }));
      expect((await here.catalog.runs.list()).map(({ id }) => id)).toEqual(['r2', 'r1']);
    },
  );
});
