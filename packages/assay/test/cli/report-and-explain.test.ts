import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runSchema, runsSchema } from '../../src/domain/run.ts';
import { topicSchema, topicsSchema } from '../../src/domain/topic.ts';
import { contractText } from '../support/contract-text.ts';
import { runCli } from '../support/run-cli.ts';
import { xmlTree } from '../support/xml-tree.ts';

let cwd = '';
const assay = (...args: readonly string[]) => runCli(args, { cwd });

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-report-'));
  writeFileSync(
    join(cwd, 'small.odcs.yaml'),
    contractText('small', '{name: temp, logicalType: number, logicalTypeOptions: {maximum: 31}}'),
  );
  writeFileSync(join(cwd, 'good.csv'), 'temp\n20.5\n');
  writeFileSync(join(cwd, 'bad.csv'), 'temp\n20.5\n99\n');
  await assay('check', 'good.csv', '-c', 'small.odcs.yaml');
  await assay('check', 'bad.csv', '-c', 'small.odcs.yaml');
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('assay report', () => {
  test('renders the newest run, or the one named', async () => {
    const newest = await assay('report');
    expect([newest.code, newest.stdout.split('  ')[0]]).toEqual([0, 'BLOCK']);
    expect((await assay('report', 'good')).stdout).toMatch(/^ADMIT {2}good/);
    const run = runSchema.parse(JSON.parse((await assay('report', 'good', '--json')).stdout));
    expect((await assay('report', run.id, '--format', 'github')).stdout).toMatch(/^ADMIT {2}good/);
  });

  test('renders several runs as one', async () => {
    expect(
      runsSchema.parse(JSON.parse((await assay('report', 'good', 'bad', '--json')).stdout)).runs,
    ).toHaveLength(2);
  });

  test('renders kept JSON, and what has changed since a base', async () => {
    for (const name of ['good', 'bad']) {
      const { stdout } = await assay('report', name, '--json');
      writeFileSync(join(cwd, `${name}.run.json`), stdout);
    }
    const told = await assay('report', 'bad.run.json', '--format', 'md', '--against', 'good.run.json');
    expect([told.code, told.stdout.split('\n')[0]]).toEqual([0, '### ❌ BLOCK `bad`']);
    expect(told.stdout).toMatch(/^\*\*Since the base\*\* \(run `\w+` of `good`, .*\): 1 newly failing/m);
    const stored = await assay('report', 'bad', '--format', 'md', '--against', 'good');
    expect(stored.stdout).toBe(told.stdout);
    const page = await assay('report', 'bad.run.json', '--format', 'html', '--against', 'good.run.json');
    expect([page.code, page.stderr]).toEqual([0, '']);
  });

  test('makes a page of kept JSON and begins no catalog for it', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'assay-empty-'));
    try {
      writeFileSync(join(empty, 'run.json'), (await assay('report', 'bad', '--json')).stdout);
      const page = ['report', 'run.json', '--format', 'html'];
      expect((await runCli([...page, '--out', 'run.html'], { cwd: empty })).code).toBe(0);
      expect(readdirSync(empty)).toEqual(['run.html', 'run.json']);
      expect((await runCli(page, { cwd: empty })).code).toBe(0);
      expect(readdirSync(join(empty, '.assay'))).toEqual(['.gitignore', 'reports']);
    } finally {
      rmSync(empty, { recursive: true, force: true });
    }
  });

  test('takes no run from a file that holds none', async () => {
    writeFileSync(join(cwd, 'problems.json'), (await assay('check', 'none.csv', '--json')).stdout);
    writeFileSync(join(cwd, 'other.json'), '{"schema": "assay.run/v9"}');
    writeFileSync(join(cwd, 'cut.json'), '{"schema": "assay.run');
    for (const [file, words] of [
      ['problems.json', 'holds no run, but problems: none has no contract'],
      ['other.json', 'other.json holds no run at schema'],
      ['cut.json', 'cut.json is no JSON'],
      ['absent.json', 'absent.json cannot be read'],
    ] as const) {
      const { code, stderr } = await assay('report', 'bad', '--format', 'md', '--against', file);
      expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
    }
  });

  test('writes a file whole', async () => {
    const { code, stdout } = await assay('report', '--format', 'junit', '--out', 'result.xml');
    expect([code, stdout]).toEqual([0, '']);
    expect(xmlTree(readFileSync(join(cwd, 'result.xml'), 'utf8')).children[0]?.attributes.failures).toBe('1');
    expect((await assay('report', '--out', 'no/such/folder/x.txt')).code).toBe(2);
    expect(readdirSync(cwd).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test.each([
    [['--format', 'pdf'], 'known: html, github'],
    [['--format', 'htm'], 'did you mean html?'],
    [['--format', 'junt'], 'did you mean junit?'],
    [['--format', 'junit', '--against', 'good'], 'write --format html or md'],
    [['zzz'], 'run-not-found'],
  ])('%j is a problem', async (args, words) => {
    const { code, stderr } = await assay('report', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });

  test('without a catalog says so, and makes none', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'assay-empty-'));
    try {
      const { code, stderr } = await runCli(['report'], { cwd: empty });
      expect([code, stderr.includes('no run is stored')]).toEqual([2, true]);
      expect(readdirSync(empty)).toEqual([]);
    } finally {
      rmSync(empty, { recursive: true, force: true });
    }
  });
});

describe('assay explain', () => {
  test('lists everything, and prints one page', async () => {
    const topics = topicsSchema.parse(JSON.parse((await assay('explain', '--json')).stdout));
    expect(topics.topics.map(({ id }) => id)).toContain('range');
    expect((await assay('explain')).stdout).toContain('Every value lies between two bounds.');
    expect(topicSchema.parse(JSON.parse((await assay('explain', 'range', '--json')).stdout)).id).toBe(
      'range',
    );
  });

  test('prints every topic of a name that several have', async () => {
    const { topics } = topicsSchema.parse(JSON.parse((await assay('explain', 'mean', '--json')).stdout));
    expect(topics.map(({ family, blocks = [] }) => [family, blocks.length > 0])).toEqual([
      ['check', true],
      ['metric', true],
    ]);
  });

  test('says what the last run found for a rule', async () => {
    const { stdout } = await assay('explain', 'small.temp/range');
    expect(stdout).toMatch(/above 31/);
    expect(stdout).toContain('Every value lies between two bounds.');
  });

  test('suggests the nearest', async () => {
    const { code, stderr } = await assay('explain', 'rnage');
    expect([code, stderr.includes('did you mean range?')]).toEqual([2, true]);
  });
});
