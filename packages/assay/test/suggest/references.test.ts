import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { suggestContract } from '../../src/operations/suggest/suggest-contract.ts';
import { readProject } from '../../src/project/project.ts';
import { inFolder, initIn, randomOf } from '../init/in-folder.ts';
import { table } from './drafted.ts';

const pad = (at: number): string => String(at).padStart(4, '0');

/** What each dataset refers to, as `✓` or `?`, once every dataset was gated. */
const referencesIn = (files: Readonly<Record<string, string>>, decisions: readonly string[]) =>
  inFolder(async (folder) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.csv`), text);
    const { report, check } = await initIn(
      folder,
      Object.keys(files).map((name) => `${name}.csv`),
    );
    expect((await check()).map(({ decision }) => decision)).toEqual(decisions);
    return report.datasets.flatMap(({ name, suggestions }) =>
      suggestions
        .filter((one) => one.check === 'orphans')
        .map(
          ({ column, shown, sure }) =>
            `${sure ? '✓' : '?'} ${name}${column === undefined ? '' : `.${column}`} ${shown}`,
        ),
    );
  });

test('references by name and by values, from many to the unique side, and none by chance', async () => {
  const random = randomOf(31);
  const pick = (most: number): number => Math.floor(random() * most);
  const sensors = table(300, (row) => ({
    id: row + 1,
    serial: `SN-${pad((row * 7919) % 9973)}`,
    plant: `p${row % 5}`,
  }));
  const readings = table(3000, () => ({
    sensor_id: 1 + pick(300),
    device: `SN-${pad((pick(300) * 7919) % 9973)}`,
    level: 1 + pick(200),
    value: (random() * 50).toFixed(3),
  }));
  expect(await referencesIn({ sensors, readings }, ['admit', 'admit'])).toEqual([
    '✓ readings.sensor_id refers to sensors.id',
    '✓ readings.device refers to sensors.serial',
  ]);
});

test('rows that refer to nothing are a question; keys of two columns are compared as one', async () => {
  const random = randomOf(32);
  const pick = (most: number): number => Math.floor(random() * most);
  const lines = table(120, (row) => ({ plant: `p${row % 6}`, line: Math.floor(row / 6), speed: pick(1000) }));
  const orders = table(2500, (row) => ({
    order_no: `O-${pad(row)}`,
    plant: `p${pick(6)}`,
    line: pick(20),
  }));
  const stops = table(2000, (row) => ({
    at: new Date(Date.UTC(2024, 0, 1) + row * 61_000).toISOString(),
    order_no: row % 500 === 3 ? 'O-9999' : `O-${pad(pick(2500))}`,
    minutes: pick(60),
  }));
  const found = await referencesIn({ lines, orders, stops }, ['admit', 'admit', 'admit']);
  expect(found).toContain('? stops.order_no refers to orders.order_no');
  expect(found).toContain('✓ orders refers to lines.plant + line');
});

test('a dataset of a project refers to the others; what cannot be read is said', () =>
  inFolder(async (folder) => {
    const random = randomOf(33);
    writeFileSync(
      join(folder, 'machines.csv'),
      table(80, (row) => ({ machine_id: row + 1, line: `l${row % 5}` })),
    );
    writeFileSync(
      join(folder, 'jobs.csv'),
      table(1500, (row) => ({
        job_no: row,
        machine_id: 1 + Math.floor(random() * 80),
        pieces: Math.floor(random() * 900),
      })),
    );
    writeFileSync(
      join(folder, 'assay.yaml'),
      'version: 1\ndatasets:\n  jobs: {path: jobs.csv}\n  machines: {path: machines.csv}\n  gone: {path: gone.csv}\n',
    );
    const project = readProject(folder, { env: {}, vars: {} });
    const { dataset } = await suggestContract(project, { source: 'jobs', cwd: folder });
    expect(dataset.suggestions.filter(({ check }) => check === 'orphans')).toEqual([
      expect.objectContaining({ column: 'machine_id', shown: 'refers to machines.machine_id', sure: true }),
    ]);
    expect(dataset.notes).toEqual([expect.stringContaining('references to gone were not looked for')]);
  }));
