import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openCatalog } from '../../src/catalog/catalog.ts';
import { digestSchema } from '../../src/domain/digest.ts';
import { check, historyDigest } from '../../src/index.ts';
import { named, sampleRun, sampleVerdict } from '../catalog/sample-run.ts';
import { dataIn } from '../html/data-in.ts';
import { runCli } from '../support/run-cli.ts';
import { folderPerSuite } from '../support/test-folder.ts';

const contract = `apiVersion: v3.1.0
kind: DataContract
id: readings
version: 1.0.0
status: active
schema:
  - name: readings
    properties:
      - {name: temp, logicalType: number, logicalTypeOptions: {maximum: 31}}
      - {name: batch, logicalType: string, required: true}
      - {name: phone, logicalType: string, classification: confidential, logicalTypeOptions: {pattern: '^[0-9]+$'}}
`;

const waivers = `version: 1
waivers:
  - {rule: readings.batch/required, until: 2026-03-21, owner: ana, reason: the supplier mends the labels}
`;

const now = '2026-03-22T12:00:00Z';
const secret = 'geheim';
const folder = folderPerSuite();
const assay = (...args: readonly string[]) => runCli(args, { cwd: folder.path });

/** Three weeks of real runs on a replayed clock. */
beforeAll(async () => {
  folder.write(
    'assay.yaml',
    'version: 1\ndatasets:\n  readings: {path: readings.csv, contract: c.odcs.yaml}\n  quiet: {path: quiet.csv, contract: q.odcs.yaml}\n',
  );
  folder.write('c.odcs.yaml', contract);
  folder.write('q.odcs.yaml', contract.replaceAll('readings', 'quiet'));
  for (let day = 1; day <= 22; day += 1) {
    const at = new Date(Date.UTC(2026, 2, day, 6));
    const cells = Array.from(
      { length: 20 + day },
      (_none, row) =>
        `${day > 18 && row < day ? 99 : 20},${row === 0 ? '' : 'b'},${day < 14 && day > 9 && row < 3 ? secret : row}`,
    );
    for (const name of day > 12 ? ['readings'] : ['readings', 'quiet']) {
      folder.write(`${name}.csv`, `temp,batch,phone\n${cells.join('\n')}\n`);
      await check({ source: name, project: folder.path, cwd: folder.path, now: at });
    }
  }
  folder.write('assay.waivers.yaml', waivers);
}, 120_000);

test('tells what became of every dataset and rule of the project', async () => {
  const { stdout, stderr, code } = await assay('history', '--digest', '--now', now);
  expect([code, stderr]).toEqual([0, '']);
  for (const words of [
    'Worse: 1 dataset without a run, 1 rule newly failing',
    '✗ quiet  no run for 10 days, usually every day; last 2026-03-12 06:00',
    '✗ readings.temp/range  since 2026-03-19 06:00, failed in 4 of 7 runs  22 values above 31',
    '✗ readings.batch/required  since 2026-03-01 06:00, failed in 7 of 7 runs  1 NULL',
    '~ readings.batch/required  ended on 2026-03-21, and the rule fails  ana: the supplier mends the labels',
  ])
    expect(stdout).toContain(words);
});

test.each(['text', 'md', 'html', 'json'])('as %s holds no value of a confidential column', async (format) => {
  const { stdout, code } = await assay(
    'history',
    '--digest',
    '--now',
    '2026-03-12T12:00:00Z',
    '--format',
    format,
    '--out',
    `d.${format}`,
  );
  expect(code).toBe(0);
  const written = readFileSync(folder.at(`d.${format}`), 'utf8');
  const told = format === 'html' ? JSON.stringify(dataIn(written)) : written;
  expect(told).toContain('readings.phone/pattern');
  expect(`${stdout}${told}`).not.toContain(secret);
});

test('--json, --format json and the library tell the same, as the schema has it', async () => {
  const told = digestSchema.parse(
    JSON.parse((await assay('history', 'readings', '--digest', '--now', now, '--json')).stdout),
  );
  expect(told.names).toEqual(['readings']);
  expect(told.datasets.map(({ name }) => name)).toEqual(['readings']);
  expect(told.week).toMatchObject({ datasets: 1, runs: 7, blocked: 7, quarantined: expect.any(Number) });
  const given = { names: ['readings'], now: new Date(now) };
  expect(await historyDigest(given, { project: folder.path })).toEqual(told);
});

test('an earlier week, and another number of days', async () => {
  const { stdout } = await assay('history', '--digest', '--days', '3', '--now', '2026-03-20', '--json');
  const told = digestSchema.parse(JSON.parse(stdout));
  expect([told.from, told.before]).toEqual(['2026-03-17T00:00:00.000Z', '2026-03-14T00:00:00.000Z']);
  expect(told.week.runs).toBe(3);
  expect(told.rules.find(({ rule }) => rule === 'readings.temp/range')?.kind).toBe('newly failing');
});

test('--open writes the page beside the runs, and names it', async () => {
  const shown = await runCli(['history', '--digest', '--now', now, '--open'], {
    cwd: folder.path,
    env: { BROWSER: 'true' },
  });
  expect(shown).toMatchObject({ code: 0, stdout: '.assay/reports/digest-2026-03-22.html\n' });
  expect(existsSync(folder.at(shown.stdout.trim()))).toBe(true);
});

test('tells datasets of one contract apart, and of their waiver that the rule fails where it fails in one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-two-'));
  const catalog = await openCatalog(folder);
  const day = (at: number): string => `2026-03-${at}T06:00:00.000Z`;
  for (const [at, name, status] of [
    [17, 'plant_a', 'pass'],
    [17, 'plant_b', 'pass'],
    [20, 'plant_a', 'fail'],
    [20, 'plant_b', 'pass'],
  ] as const)
    await catalog.runs.save(
      sampleRun({ id: `${name}${at}`, now: day(at), ...named(name), verdicts: [sampleVerdict({ status })] }),
    );
  await catalog.close();
  writeFileSync(join(folder, 'assay.waivers.yaml'), waivers.replace('batch/required', 'temp/range'));
  const told = await runCli(['history', '--digest', '--now', now], { cwd: folder });
  rmSync(folder, { recursive: true });
  expect(told.stdout).toContain(
    '✗ plant_a: readings.temp/range  since 2026-03-20 06:00, failed in 1 of 2 runs',
  );
  expect(told.stdout).not.toContain('plant_b: ');
  expect(told.stdout).toContain('~ readings.temp/range  ended on 2026-03-21, and the rule fails');
});

test('says of a rule what its own last run said, whatever runs came after that did not judge it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-words-'));
  const catalog = await openCatalog(folder);
  const failing = (message: string) => [sampleVerdict({ status: 'fail', message })];
  for (const run of [
    sampleRun({ id: 'eve', now: '2026-03-19T06:00:00.000Z', verdicts: failing('2 values above 31') }),
    sampleRun({ id: 'last', now: '2026-03-20T06:00:00.000Z', verdicts: failing('9 values above 31') }),
    sampleRun({ id: 'lost', now: '2026-03-20T07:00:00.000Z', decision: null, verdicts: [] }),
  ])
    await catalog.runs.save(run);
  const digest = () => runCli(['history', '--digest', '--now', now], { cwd: folder });
  expect((await digest()).stdout).toContain('9 values above 31');
  const selected = [sampleVerdict({ rule: 'readings/size' })];
  await catalog.runs.save(sampleRun({ id: 'some', now: '2026-03-21T06:00:00.000Z', verdicts: selected }));
  await catalog.close();
  const told = await digest();
  rmSync(folder, { recursive: true });
  expect(told.stdout).toContain('9 values above 31');
});

describe('what cannot be meant', () => {
  test.each([
    [['--digest', 'raedings'], 'raedings is no dataset with runs'],
    [['--digest', '--days', '0'], '--days 0 is no number of days'],
    [['--digest', '--format', 'pdf'], 'there is no digest as pdf'],
    [['--digest', '--format', 'md', '--json'], 'contradict each other'],
    [['--digest', '--format', 'md', '--open'], '--open is for the HTML page, not for md'],
    [['--digest', '--now', 'yesterday'], '--now yesterday is no time'],
    [['--digest', '--limit', '3'], '--limit does not go with --digest'],
    [['--digest', '--prune'], '--prune and --digest contradict each other'],
    [['readings', '--days', '3'], '--days goes with --digest'],
    [['readings', 'quiet'], 'quiet is one name too many'],
  ])('history %j is a usage error', async (args, words) => {
    expect(await assay('history', ...args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(words),
    });
  });

  test('a project without runs has no digest', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'assay-empty-'));
    const told = await runCli(['history', '--digest'], { cwd: empty });
    rmSync(empty, { recursive: true });
    expect(told).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no run is stored in this project'),
    });
  });
});
