import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import published from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runSchema, runsSchema } from '../../src/domain/run.ts';
import { readRows } from '../support/read-rows.ts';
import { runCli } from '../support/run-cli.ts';
import { xmlTree } from '../support/xml-tree.ts';

const { $schema: _draft4, id: _id, ...schema } = published;
const cwd = mkdtempSync(join(tmpdir(), 'assay-loop-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** Runs one line as a person types it; words are parted by spaces. */
const assay = async (line: string) => {
  const result = await runCli(line.split(' '), { cwd });
  expect(result.stderr).not.toContain('bug in Assay');
  return result;
};
/** Exit code and standard output of a line. */
const does = async (line: string): Promise<readonly [number | null, string]> => {
  const { code, stdout } = await assay(line);
  return [code, stdout];
};
const has = (text: string): string => expect.stringContaining(text);

const file = (name: string, lines: readonly string[]): void =>
  writeFileSync(join(cwd, name), `${lines.join('\n')}\n`);

/** Four machines, a reading of each every five seconds; `broken` readings are far too hot. */
const writeReadings = (broken: number): void =>
  file('data/readings.csv', [
    'machine,ts,temp',
    ...Array.from({ length: 2000 }, (_each, index) => {
      const at = new Date(Date.UTC(2026, 4, 1) + Math.floor(index / 4) * 5000).toISOString();
      const temp = index < broken ? 999.5 : 20 + 2 * Math.sin(index / 50) + ((index * 7919) % 100) / 100;
      return `m${1 + (index % 4)},${at.slice(0, 19)}Z,${temp.toFixed(2)}`;
    }),
  ]);

beforeAll(() => {
  mkdirSync(join(cwd, 'data'));
  writeReadings(0);
  file('data/machines.csv', ['machine,line', 'm1,A', 'm2,B', 'm3,A', 'm4,B']);
  file('data/orders.csv', [
    'id,machine,pieces',
    ...Array.from(
      { length: 300 },
      (_each, index) => `${index + 1},m${1 + (index % 4)},${(index * 37) % 500}`,
    ),
  ]);
});

/** The steps stand on each other, as they do for a person. */
describe('the loop of a project with three datasets', () => {
  const rule = 'readings.temp/range';
  let run = '';

  test('init drafts contracts that hold', async () => {
    expect(await does('init data/machines.csv data/readings.csv data/orders.csv')).toEqual([
      0,
      has('Next: npx assay check'),
    ]);
    expect(readFileSync(join(cwd, 'readings.odcs.yaml'), 'utf8')).toContain('primaryKey: true');
    expect(await does('check')).toEqual([0, has('3 datasets: 3 admit')]);
  });

  test('a broken batch blocks its dataset alone, and says why', async () => {
    writeReadings(5);
    const { code, stdout } = await assay('check --json');
    const { runs } = runsSchema.parse(JSON.parse(stdout));
    expect([code, runs.map(({ decision }) => decision)]).toEqual([1, ['admit', 'block', 'admit']]);
    const [, blocked] = runs;
    run = blocked?.id ?? '';
    expect(blocked?.verdicts.filter(({ status }) => status === 'fail')).toMatchObject([
      { rule, count: 5, total: 2000, place: { file: 'readings.odcs.yaml' } },
    ]);
    expect(await readRows(join(cwd, blocked?.quarantine?.file ?? ''))).toHaveLength(5);
    expect(await does(`explain ${rule}`)).toEqual([0, has('999.5 (5 rows)')]);
    expect(await does('explain range')).toEqual([0, has('minimum')]);
  });

  test('a waiver admits until it ends', async () => {
    const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    const after = new Date(Date.now() + 22 * 86_400_000).toISOString();
    expect(await does(`waive ${rule} --until ${until} --owner ana --reason hot`)).toEqual([
      0,
      has(`Accepted until ${until}`),
    ]);
    expect((await assay(`waive ${rule} --until ${until} --owner ana --reason twice`)).code).toBe(2);
    expect(await does('check readings')).toEqual([0, has(`waived    until ${until} by ana: hot`)]);
    expect(await does(`check readings --now ${after}`)).toEqual([
      1,
      has(`the waiver of ${rule} ended on ${until}`),
    ]);
  });

  test('quarantined rows are listed, and released once with a reason', async () => {
    expect(await does('quarantine list')).toEqual([0, has(`${rule}  5 rows`)]);
    const release = `quarantine release ${run} --to data/back.csv --owner ana --reason hot`;
    expect(await does(release)).toEqual([0, has('Released 5 rows of readings')]);
    expect(await readRows(join(cwd, 'data/back.csv'))).toHaveLength(5);
    expect((await assay(release.replace('back', 'again'))).stderr).toContain('released already, by ana');
    expect(await does('quarantine list')).toEqual([0, has('released 5 rows')]);
  });

  test('history tells of every run and every verdict', async () => {
    expect(await does('history readings')).toEqual([0, has('4 runs, 2 blocked')]);
    expect(await does(`history readings --rule temp/range`)).toEqual([0, has('fail (waived)')]);
    const { runs } = JSON.parse((await assay('history readings --json')).stdout);
    expect(runs.map(({ decision }: { decision: string }) => decision)).toEqual([
      'block',
      'admit',
      'block',
      'admit',
    ]);
    expect((await assay('history reading')).stderr).toContain('did you mean readings?');
  });

  test('a stored run is rendered for every reader', async () => {
    const [text, json, junit, sarif, md, github] = await Promise.all(
      ['text', 'json', 'junit', 'sarif', 'md', 'github'].map(async (format) => {
        const { code, stdout } = await assay(`report ${run} machines --format ${format}`);
        expect(code).toBe(0);
        return stdout;
      }),
    );
    expect(text).toContain('2 datasets: 1 block, 1 admit');
    expect(runsSchema.parse(JSON.parse(json ?? '')).runs[0]?.id).toBe(run);
    const suites = xmlTree(junit ?? '').children.map(({ attributes }) => attributes);
    expect(suites).toMatchObject([{ failures: '1' }, { failures: '0' }]);
    const valid = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
    expect([valid(JSON.parse(sarif ?? '')), valid.errors]).toEqual([true, null]);
    expect(md).toContain('999.5');
    expect(github).toMatch(/^::error file=readings\.odcs\.yaml,line=\d+,/m);
    expect((await assay(`report ${run} --format junit --out out.xml`)).code).toBe(0);
    expect(readFileSync(join(cwd, 'out.xml'), 'utf8')).toContain('<testsuites');
    expect((await assay('report --format pdf')).code).toBe(2);
  });

  test('contracts are linted, compared and converted', async () => {
    const drafted = readFileSync(join(cwd, 'readings.odcs.yaml'), 'utf8');
    expect(await does('contract lint readings.odcs.yaml')).toEqual([0, expect.anything()]);
    file('narrow.odcs.yaml', [drafted.replace('required: true', 'required: false')]);
    file('gone.odcs.yaml', [drafted.replace('- name: temp', '- name: temperature')]);
    expect(await does('contract diff readings.odcs.yaml readings.odcs.yaml')).toEqual([0, 'no change\n']);
    expect(await does('contract diff readings.odcs.yaml gone.odcs.yaml')).toEqual([1, has('breaks readers')]);
    expect(await does('contract diff narrow.odcs.yaml readings.odcs.yaml')).toEqual([
      0,
      has('breaks writers'),
    ]);
    file('old.odcs.yaml', [drafted.replace('v3.1.0', 'v3.0.2')]);
    expect(await does('check readings -c old.odcs.yaml')).toEqual([0, has('contract-lint')]);
    expect((await assay('contract convert old.odcs.yaml --out new.odcs.yaml')).code).toBe(0);
    expect((await assay('check readings -c new.odcs.yaml')).code).toBe(0);
    const again = await assay('contract convert old.odcs.yaml --out new.odcs.yaml');
    expect([again.code, again.stderr]).toEqual([2, has('EEXIST')]);
    file('typo.odcs.yaml', [drafted.replace('primaryKey:', 'primaryKy:')]);
    expect(await does('contract lint typo.odcs.yaml')).toEqual([2, has('primaryKey')]);
  });
});

describe('several objects in one contract', () => {
  beforeAll(() =>
    file('both.odcs.yaml', [
      'apiVersion: v3.1.0',
      'kind: DataContract',
      'id: both',
      'version: 1.0.0',
      'status: active',
      'schema:',
      '  - {name: machines, properties: [{name: machine, primaryKey: true}]}',
      '  - {name: orders, properties: [{name: machine, relationships: [{to: machines.machine}]}]}',
    ]),
  );

  test('are bound by name, and refer to each other', async () => {
    expect(await does('check data/orders.csv data/machines.csv -c both.odcs.yaml')).toEqual([
      0,
      has('2 datasets: 2 admit'),
    ]);
  });

  test('are named with #, and must be where the name of the data says nothing', async () => {
    file('data/other.csv', ['machine', 'm1', 'm1']);
    expect((await assay('check data/other.csv -c both.odcs.yaml')).stderr).toContain(
      '-c both.odcs.yaml#machines',
    );
    expect(await does('check data/other.csv -c both.odcs.yaml#machines')).toEqual([1, has('primaryKey')]);
    expect((await assay('check data/other.csv -c both.odcs.yaml#machine')).stderr).toContain(
      'did you mean machines?',
    );
    const { stdout } = await assay('check data/other.csv -c both.odcs.yaml#orders --json');
    expect(runSchema.parse(JSON.parse(stdout)).verdicts).toContainEqual(
      expect.objectContaining({ rule: 'orders.machine/relationship', status: 'pass' }),
    );
  });
});
