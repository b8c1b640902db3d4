import { describe, expect, test } from 'vitest';
import type { Cell } from '../../src/domain/cell.ts';
import type { InitReport } from '../../src/domain/init-report.ts';
import type { Run } from '../../src/domain/run.ts';
import { type Source, sourceText } from '../../src/domain/source.ts';
import { type TestEngine, type TestTable, testEngines } from '../support/tables.ts';
import { inFolder, initIn, normalOf, problemsOf, randomOf, uncommented } from './in-folder.ts';

const start = Date.UTC(2024, 4, 9);
const at = (seconds: number): Cell => ({
  type: 'timestamp',
  value: new Date(start + seconds * 1000).toISOString().slice(0, 19),
});

const columns: TestTable['columns'] = {
  sensor_id: 'integer',
  at: 'timestamp',
  serial: 'text',
  temp_c: 'float',
  load: 'float',
  state: 'text',
  note: 'text',
};
const sensors = 3;
const perSensor = 240;

type Damage = (row: readonly Cell[], index: number) => readonly Cell[];

/** Three sensors, a reading every 30 seconds. `part` is which stretch of time it is, so that no two batches share one. */
const readings = (seed: number, part = 0, damage: Damage = (row) => row): TestTable => {
  const random = randomOf(seed);
  const rows = Array.from({ length: sensors * perSensor }, (_unused, index) => {
    const [sensor, step] = [index % sensors, Math.floor(index / sensors)];
    return damage(
      [
        sensor + 1,
        at((part * perSensor + step) * 30),
        `LOT-${String(Math.floor(random() * 10_000)).padStart(4, '0')}`,
        Number((21 + 2 * normalOf(random)).toFixed(2)),
        -10 * Math.log(1 - random()),
        random() < 0.1 ? 'stop' : random() < 0.5 ? 'idle' : 'run',
        random() < 0.5 ? null : 'checked',
      ],
      index,
    );
  });
  return { columns, rows };
};

const addressOf = (source: Source | undefined): string => {
  if (source?.kind === 'postgres') return `${source.url}#${source.table.join('.')}`;
  if (source === undefined) throw new Error('no such table');
  return sourceText(source);
};

const placed = async <T>(
  engine: TestEngine,
  tables: Readonly<Record<string, TestTable>>,
  work: (address: (name: string) => string, folder: string) => Promise<T>,
): Promise<T> => {
  const place = await engine.place(tables);
  try {
    return await inFolder((folder) => work((name) => addressOf(place.sources[name]), folder));
  } finally {
    await place.remove();
  }
};

const bodies = (report: InitReport, column: string, sure: boolean) =>
  report.datasets[0]?.suggestions
    .filter((one) => one.column === column && one.sure === sure)
    .map(({ check, body }) => [check, body]);

const failures = (run: Run | undefined): readonly string[] =>
  (run?.verdicts ?? [])
    .filter(({ status }) => status === 'fail' || status === 'unknown')
    .map(({ element, check }) => `${element?.split('.')[1] ?? 'table'} ${check}`);

describe.each(testEngines)('init on $name', (engine) => {
  test('finds what the data were made with', () =>
    placed(engine, { readings: readings(1) }, async (address, folder) => {
      const url = address('readings');
      const env = { PLANT_URL: url.split('#')[0] ?? '' };
      const { report, contractOf, check } = await initIn(folder, [url], env);
      expect(bodies(report, 'sensor_id', true)?.slice(0, 2)).toEqual([
        ['primaryKey', { primaryKey: true }],
        ['primaryKey', { primaryKeyPosition: 1 }],
      ]);
      expect(bodies(report, 'at', true)).toContainEqual([
        'gap',
        {
          type: 'custom',
          engine: 'assay',
          implementation: { check: 'gap', cadence: '30 s', per: ['sensor_id'] },
        },
      ]);
      expect(bodies(report, 'serial', true)).toContainEqual(['pattern', { pattern: '^[A-Z]{3}\\-\\d{4}$' }]);
      expect(bodies(report, 'state', true)).toContainEqual([
        'invalidValues',
        { metric: 'invalidValues', arguments: { validValues: ['idle', 'run', 'stop'] }, mustBe: 0 },
      ]);
      expect(bodies(report, 'note', true)?.map(([check]) => check)).toEqual(['nullValues']);
      expect(bodies(report, 'temp_c', true)?.map(([check]) => check)).toEqual([
        'required',
        'range',
        'range',
        'unitSuspicion',
        'stuckAt',
        'multipleOf',
      ]);
      expect(bodies(report, 'load', true)).toContainEqual(['range', { minimum: 0 }]);
      const contract = contractOf(report.datasets[0]?.name ?? '');
      expect(problemsOf(contract)).toEqual([]);
      expect(problemsOf(uncommented(contract))).toEqual([]);
      expect((await check())[0]).toMatchObject({ decision: 'admit' });
    }));

  test('the contract blocks each of five faults, and names its rule', () =>
    placed(
      engine,
      {
        readings: readings(1),
        stuck: readings(2, 1, (row, index) =>
          row[0] === 2 && index > 300 && index < 500 ? row.with(3, 21.4) : row,
        ),
        fahrenheit: readings(3, 2, (row, index) =>
          row[0] === 3 && index > 300 ? row.with(3, Number(row[3]) * 1.8 + 32) : row,
        ),
        unknown: readings(4, 3, (row, index) => (index === 5 ? row.with(5, 'ERR') : row)),
        serials: readings(5, 4, (row, index) => (index === 5 ? row.with(2, '#N/A') : row)),
        twice: readings(6, 5, (row, index) => (index === 9 ? row.with(1, at(5 * perSensor * 30)) : row)),
      },
      async (address, folder) => {
        const { report, check } = await initIn(folder, [address('readings')]);
        const contract = `${report.datasets[0]?.name}.odcs.yaml`;
        const failed = async (name: string) => failures((await check(address(name), contract))[0]);
        expect(await failed('stuck')).toContain('temp_c stuckAt');
        expect(await failed('fahrenheit')).toEqual(
          expect.arrayContaining(['temp_c range', 'temp_c unitSuspicion']),
        );
        expect(await failed('unknown')).toEqual(['state invalidValues']);
        expect(await failed('serials')).toEqual(['serial pattern']);
        expect(await failed('twice')).toEqual(expect.arrayContaining(['table primaryKey', 'at gap']));
      },
    ));
});

test('fresh batches of the same process are admitted: at most 1 of 60 (6 contracts, 10 batches each, seeds 100 to 165)', async () => {
  const [duckdb] = testEngines;
  if (duckdb === undefined) throw new Error('no engine');
  const blocked: string[] = [];
  for (let contract = 0; contract < 6; contract += 1) {
    const seed = 100 + contract * 11;
    const fresh = Object.fromEntries(
      Array.from({ length: 10 }, (_unused, batch) => [
        `fresh_${batch}`,
        readings(seed + batch + 1, batch + 1),
      ]),
    );
    await placed(duckdb, { readings: readings(seed), ...fresh }, async (address, folder) => {
      const { check } = await initIn(folder, [address('readings')]);
      for (const name of Object.keys(fresh)) {
        const [run] = await check(address(name), 'readings.odcs.yaml');
        if (run?.decision !== 'admit') blocked.push(`${seed} ${name}: ${failures(run).join(', ')}`);
      }
    });
  }
  expect(blocked.length, blocked.join('\n')).toBeLessThanOrEqual(1);
}, 120_000);

test('times of events have no cadence; days do; a key is not made of measurements', async () => {
  const random = randomOf(5);
  let time = 0;
  const events = Array.from({ length: 400 }, (_unused, index) => {
    time += Math.ceil(-600 * Math.log(1 - random()));
    return [
      at(time),
      { type: 'date' as const, value: new Date(start + index * 86_400_000).toISOString().slice(0, 10) },
      random() * 100,
    ];
  });
  for (const engine of testEngines) {
    await placed(
      engine,
      { events: { columns: { happened: 'timestamp', day: 'date', value: 'float' }, rows: events } },
      async (address, folder) => {
        const { report } = await initIn(folder, [address('events')]);
        const gaps = report.datasets[0]?.suggestions.filter(({ check }) => check === 'gap');
        expect(
          gaps?.map(({ column, body }) => [column, (body.implementation as { cadence: string }).cadence]),
        ).toEqual([['day', '1 d']]);
        expect(bodies(report, 'value', true)?.map(([check]) => check)).not.toContain('unique');
      },
    );
  }
});

test.each(testEngines)(
  'lists, objects and rows without variation on $name: types and presence only',
  (engine) =>
    placed(
      engine,
      {
        nested: {
          columns: {
            id: 'integer',
            tags: 'list',
            place: 'struct',
            blob: 'binary',
            done: 'boolean',
            t: 'time',
          },
          rows: Array.from({ length: 80 }, (_unused, row) => [
            row,
            '["a", "b"]',
            '{"hall": 1}',
            null,
            row % 2 === 0,
            { type: 'time', value: '10:00:00' },
          ]),
        },
      },
      async (address, folder) => {
        const { report, contractOf, check } = await initIn(folder, [address('nested')], {
          URL_OF_IT: address('nested').split('#')[0] ?? '',
        });
        const [found] = report.datasets;
        expect(found?.columns.map(({ logicalType }) => logicalType)).toEqual([
          'integer',
          'array',
          'object',
          null,
          'boolean',
          'time',
        ]);
        expect(found?.suggestions.map(({ column, check: of }) => `${column ?? 'table'} ${of}`)).toEqual([
          'table rowCount',
          'id primaryKey',
          'tags required',
          'place required',
          'done required',
          't required',
        ]);
        expect(problemsOf(contractOf(found?.name ?? ''))).toEqual([]);
        expect((await check())[0]).toMatchObject({ decision: 'admit' });
      },
    ),
);
