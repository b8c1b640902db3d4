import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runSchema, runsSchema } from '../../src/domain/run.ts';
import { dataIn } from '../html/data-in.ts';
import { contractText, idProperty } from '../support/contract-text.ts';
import { runCli } from '../support/run-cli.ts';

const contract = contractText(
  'small',
  idProperty,
  `name: temp
        logicalType: number
        logicalTypeOptions: {minimum: 4, maximum: 31}
        tags: [sensor]
        quality: [{id: few, metric: nullValues, mustBeLessThan: 1, severity: warning}]`,
);

let cwd = '';
const assay = (...args: readonly string[]) => runCli(args, { cwd });

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-cli-'));
  writeFileSync(join(cwd, 'small.odcs.yaml'), contract);
  writeFileSync(join(cwd, 'good.csv'), 'id,temp\n1,20.5\n2,21\n');
  writeFileSync(join(cwd, 'warned.csv'), 'id,temp\n1,20.5\n2,\n');
  writeFileSync(join(cwd, 'bad.csv'), 'id,temp\n1,20.5\n2,99\n');
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

describe('assay check', () => {
  test('admits with 0, warns with 0, blocks with 1', async () => {
    const codes = [];
    for (const file of ['good.csv', 'warned.csv', 'bad.csv'])
      codes.push((await assay('check', file, '-c', 'small.odcs.yaml')).code);
    expect(codes).toEqual([0, 0, 1]);
  });

  test('--fail-on warn makes a warning exit with 1', async () => {
    expect((await assay('check', 'warned.csv', '-c', 'small.odcs.yaml', '--fail-on', 'warn')).code).toBe(1);
  });

  test('--json prints one object that its schema accepts, and nothing else on standard output', async () => {
    const { stdout } = await assay('check', 'bad.csv', '-c', 'small.odcs.yaml', '--json');
    const run = runSchema.parse(JSON.parse(stdout));
    expect(run).toMatchObject({ decision: 'block', subject: { name: 'bad', rows: 2 } });
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });

  test('several sources give assay.runs/v1', async () => {
    const { stdout, code } = await assay('check', 'good.csv', 'bad.csv', '-c', 'small.odcs.yaml', '--json');
    expect(runsSchema.parse(JSON.parse(stdout)).runs.map(({ decision }) => decision)).toEqual([
      'admit',
      'block',
    ]);
    expect(code).toBe(1);
  });

  test('names the failing rule, its column, what was seen and the line of the contract', async () => {
    const { stdout } = await assay('check', 'bad.csv', '-c', 'small.odcs.yaml');
    expect(stdout).toContain('BLOCK');
    expect(stdout).toMatch(/range.*temp/);
    expect(stdout).toContain('1 value below 4 or above 31 of 2');
    expect(stdout).toContain('small.odcs.yaml:12');
  });

  test('a source that is not there exits with 2 and still prints the JSON', async () => {
    const { stdout, code } = await assay('check', 'nothing.csv', '-c', 'small.odcs.yaml', '--json');
    expect(code).toBe(2);
    expect(runSchema.parse(JSON.parse(stdout))).toMatchObject({
      decision: null,
      problems: [{ code: 'source-not-found' }],
    });
  });

  test.each([
    ['an unknown command', ['chekc'], 'check'],
    ['an unknown option', ['check', 'good.csv', '--exacct'], '--exact'],
    ['a missing contract', ['check', 'good.csv', '-c', 'none.odcs.yaml'], 'no contract at none.odcs.yaml'],
    ['nothing to check', ['check'], 'assay init'],
    [
      'a wrong severity',
      ['check', 'good.csv', '-c', 'small.odcs.yaml', '--fail-on', 'info'],
      'error or warn',
    ],
    ['a wrong expression', ['check', 'good.csv', '-c', 'small.odcs.yaml', '--where', 'temp >'], 'where'],
    [
      'a selection of nothing',
      ['check', 'good.csv', '-c', 'small.odcs.yaml', '--select', 'tag:senor'],
      'did you mean sensor?',
    ],
    [
      'one choice of several that selects nothing',
      ['check', 'good.csv', '-c', 'small.odcs.yaml', '--select', 'small.id/*', '--select', 'small.tmp/range'],
      'did you mean small.temp/range?',
    ],
  ])('%s exits with 2 and says what to do', async (_case, args, says) => {
    const { code, stderr, stdout } = await assay(...args);
    expect(code).toBe(2);
    expect(stderr + stdout).toContain(says);
    expect(stderr).not.toContain('bug in Assay');
  });

  test('--select keeps rules by tag and by id', async () => {
    const kept = async (choice: string): Promise<readonly string[]> => {
      const { stdout } = await assay(
        'check',
        'bad.csv',
        '-c',
        'small.odcs.yaml',
        '--json',
        '--select',
        choice,
      );
      return runSchema.parse(JSON.parse(stdout)).verdicts.map(({ rule }) => rule);
    };
    expect(await kept('small.temp/range')).toEqual(['small.temp/range']);
    expect(await kept('tag:sensor')).toContain('small.temp/range');
    expect(await kept('tag:sensor')).not.toContain('small.id/unique');
  });

  test('--select of several datasets leaves each the ids of its own', async () => {
    writeFileSync(join(cwd, 'other.odcs.yaml'), contractText('other', idProperty));
    writeFileSync(
      join(cwd, 'assay.yaml'),
      'version: 1\ndatasets:\n  small: {path: good.csv, contract: small.odcs.yaml}\n  other: {path: good.csv, contract: other.odcs.yaml}\n',
    );
    const select = (...choices: readonly string[]) =>
      assay('check', '--json', ...choices.flatMap((choice) => ['--select', choice]));
    const { code, stdout } = await select('small.temp/range', 'other.id/*');
    expect(code).toBe(0);
    expect(runsSchema.parse(JSON.parse(stdout)).runs.map(({ verdicts }) => verdicts.length > 0)).toEqual([
      true,
      true,
    ]);
    expect((await select('small.temp/rnage', 'other.id/*')).code).toBe(2);
  });

  test('--profile measures every column beside the run, for its page', async () => {
    const check = ['check', 'bad.csv', '-c', 'small.odcs.yaml'];
    expect((await assay(...check, '--profile')).code).toBe(1);
    expect((await assay('report', '--format', 'html', '--out', 'page.html')).code).toBe(0);
    const [page] = dataIn(readFileSync(join(cwd, 'page.html'), 'utf8')).pages;
    expect(page).toMatchObject({ run: { decision: 'block' }, profile: { rows: 2 } });
    expect(page?.profile?.columns.map(({ name }) => name)).toEqual(['id', 'temp']);
  });

  test('--profile refuses standard input before anything is judged', async () => {
    const done = await runCli(['check', 'good.csv', '-', '-c', 'small.odcs.yaml', '--profile'], {
      cwd,
      input: 'id,temp\n1,5\n',
    });
    expect([done.code, done.stdout]).toEqual([2, '']);
    expect(done.stderr).toContain('standard input is read once');
    expect(readdirSync(cwd)).not.toContain('.assay');
  });

  test('reads standard input', async () => {
    const { stdout, code } = await runCli(['check', '-', '-c', 'small.odcs.yaml', '--json'], {
      cwd,
      input: 'id,temp\n1,5\n1,6\n',
    });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).verdicts).toContainEqual(
      expect.objectContaining({ check: 'unique', status: 'fail' }),
    );
  });

  test('a project gates all its datasets, fills variables, and refuses unknown keys with their line', async () => {
    writeFileSync(
      join(cwd, 'assay.yaml'),
      'version: 1\ndatasets:\n  small:\n    path: "${var:file}.csv"\n    contract: small.odcs.yaml\n',
    );
    expect((await assay('check', '--var', 'file=good')).code).toBe(0);
    expect((await assay('check', '--var', 'file=bad')).code).toBe(1);
    const unset = await assay('check');
    expect(unset).toMatchObject({ code: 2, stderr: expect.stringContaining('--var file=') });
    writeFileSync(join(cwd, 'assay.yaml'), 'version: 1\ndataset:\n  small: {path: good.csv}\n');
    const misspelt = await assay('check');
    expect(misspelt.code).toBe(2);
    expect(misspelt.stderr).toContain('assay.yaml:2');
    expect(misspelt.stderr).toContain('datasets');
  });

  test('keeps every run, and nothing half-written', async () => {
    await assay('check', 'bad.csv', '-c', 'small.odcs.yaml');
    const kept = readdirSync(join(cwd, '.assay'), { recursive: true }).map(String);
    expect(kept).toContain('catalog.db');
    expect(kept.some((name) => name.startsWith('quarantine/') && name.endsWith('.parquet'))).toBe(true);
    expect(kept.filter((name) => /part|tmp/.test(name))).toEqual([]);
  });

  test('confidential values are in no output', async () => {
    writeFileSync(join(cwd, 'small.odcs.yaml'), contract.replace('tags: [sensor]', 'classification: pii'));
    writeFileSync(join(cwd, 'secret.csv'), 'id,temp\n1,98765.25\n2,20\n');
    const { stdout } = await assay('check', 'secret.csv', '-c', 'small.odcs.yaml', '--json');
    expect(JSON.parse(stdout).decision).toBe('block');
    expect(stdout).not.toContain('98765');
    expect((await assay('check', 'secret.csv', '-c', 'small.odcs.yaml')).stdout).not.toContain('98765');
  });
});
