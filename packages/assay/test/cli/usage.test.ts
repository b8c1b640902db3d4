import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  contractConversionSchema,
  contractDiffSchema,
  contractLintSchema,
} from '../../src/domain/contract-reports.ts';
import { doctorReportSchema } from '../../src/domain/doctor-report.ts';
import { planReportsSchema } from '../../src/domain/plan-report.ts';
import { problemListSchema } from '../../src/domain/problem-list.ts';
import { smallContract } from '../support/contract-text.ts';
import { runCli } from '../support/run-cli.ts';

let cwd = '';
const assay = (line: string, env: Readonly<Record<string, string>> = {}) =>
  runCli(
    line
      .split(' ')
      .filter(Boolean)
      .map((word) => (word === 'EMPTY' ? '' : word)),
    { cwd, env },
  );

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-usage-'));
  writeFileSync(join(cwd, 'small.odcs.yaml'), smallContract);
  writeFileSync(join(cwd, 'small.csv'), 'id,temp\n1,20.5\n2,99\n');
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('a command line that cannot be understood', () => {
  test.each([
    ['chekc', 'did you mean check?'],
    ['check --exacct', 'did you mean --exact?'],
    ['check small.csv -c small.odcs.yaml --color purple', 'auto, always, never'],
    ['check small.csv -c small.odcs.yaml --color', 'argument missing'],
    ['check small.csv -c small.odcs.yaml --project nowhere', '--project nowhere is no folder'],
    ['check small.csv -c small.odcs.yaml --project small.csv', '--project small.csv is no folder'],
    ['check small.csv -c small.odcs.yaml --target production', 'there is no target production'],
    ['check small.csv -c small.odcs.yaml --admitted rows.docx', 'use .parquet, .csv or .ndjson'],
    ['check small.csv small.csv -c small.odcs.yaml --admitted rows.csv', 'name one source'],
    ['contract', 'a command is missing'],
    ['contract lnit small.odcs.yaml', 'did you mean lint?'],
    ['contract lint', "missing required argument 'file'"],
    ['contract lint small.odcs.yaml --out x', 'unknown option'],
    ['contract diff small.odcs.yaml', "missing required argument 'after'"],
    ['contract diff small.odcs.yaml small.odcs.yaml small.odcs.yaml', 'too many arguments'],
    ['contract convert small.odcs.yaml small.odcs.yaml', 'too many arguments'],
    ['quarantine list r7', 'too many arguments'],
    ['quarantine list --rule x', 'unknown option'],
    ['quarantine release --owner a --reason b', "missing required argument 'run'"],
    ['quarantine release r7', '--owner <who>'],
    ['waive small.temp/range', '--until <date>'],
    ['profile', "missing required argument 'source'"],
    ['check small.csv -c small.odcs.yaml --var =2', '--var =2 has no name'],
    ['check EMPTY -c small.odcs.yaml', 'an argument is empty'],
    ['check small.csv --contract EMPTY', '--contract is empty'],
    ['check small.csv -c small.odcs.yaml --select EMPTY', '--select is empty'],
    ['report EMPTY', 'is a variable of the shell not set?'],
    ['report --format md', 'contradict'],
    ['doctor nothing', 'no dataset nothing'],
  ])('assay %s', async (line, says) => {
    const { code, stdout, stderr } = await assay(`--json ${line}`);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
    const { problems } = problemListSchema.parse(JSON.parse(stdout));
    expect(problems.map(({ message, hint }) => `${message} ${hint}`).join()).toContain(says);
  });

  test('without a command shows what there is', async () => {
    const { code, stderr } = await assay('');
    expect([code, stderr.includes('Usage: assay'), stderr.includes('assay init')]).toEqual([2, true, true]);
    expect(existsSync(join(cwd, '.assay'))).toBe(false);
  });
});

describe('--color', () => {
  const coloured = async (line: string, env: Readonly<Record<string, string>> = {}) => {
    const { stdout, stderr } = await assay(line, env);
    return (stdout + stderr).includes('\u001b[');
  };

  test('holds wherever it is given, for what is asked for and for problems', async () => {
    expect(await coloured('explain range')).toBe(false);
    expect(await coloured('explain range --color always')).toBe(true);
    expect(await coloured('--color=always explain range')).toBe(true);
    expect(await coloured('explain nothing-like-it --color always')).toBe(true);
    expect(await coloured('explain range --color never')).toBe(false);
  });
});

describe('--json', () => {
  test('of several plans, of contract tools and of the doctor prints one object of a published schema', async () => {
    const of = async (line: string): Promise<unknown> => JSON.parse((await assay(`${line} --json`)).stdout);
    planReportsSchema.parse(await of('plan small.csv small.csv -c small.odcs.yaml'));
    contractLintSchema.parse(await of('contract lint small.odcs.yaml none.odcs.yaml'));
    contractDiffSchema.parse(await of('contract diff small.odcs.yaml small.odcs.yaml'));
    doctorReportSchema.parse(await of('doctor'));
    const converted = contractConversionSchema.parse(await of('contract convert small.odcs.yaml'));
    expect(converted.text).toBe(smallContract);
  });
});
