import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runSchema } from '../../src/domain/run.ts';
import { contractText } from '../support/contract-text.ts';
import { runCli } from '../support/run-cli.ts';

const limit = (maximum: number): string =>
  `{name: temp, logicalType: number, logicalTypeOptions: {maximum: ${maximum}}}`;

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-part-'));
  for (const folder of ['in', 'both']) mkdirSync(join(cwd, folder));
  const objects = contractText('other', limit(1)) + contractText('readings', limit(31)).split('schema:\n')[1];
  writeFileSync(join(cwd, 'two.odcs.yaml'), objects);
  writeFileSync(
    join(cwd, 'assay.yaml'),
    `version: 1
datasets:
  readings: {path: "in/*.csv", contract: two.odcs.yaml, delimiter: ";", where: "line = 1"}
  one: {path: one.csv, contract: two.odcs.yaml#readings}
  a: {path: both, contract: two.odcs.yaml#other}
  b: {path: "both/*", contract: two.odcs.yaml#other}
`,
  );
  writeFileSync(join(cwd, 'in', 'monday.csv'), 'temp;line\n20;1\n99;2\n');
  writeFileSync(join(cwd, 'in', 'tuesday.csv'), 'temp;line\n20;2\n99;1\n');
  writeFileSync(join(cwd, 'one.csv'), 'temp\n99\n');
  writeFileSync(join(cwd, 'both', 'x.csv'), 'temp\n99\n');
  writeFileSync(join(cwd, 'free.csv'), 'temp\n99\n');
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('a file that a dataset holds, without a contract on the command line', () => {
  const checked = async (file: string) => {
    const { stdout } = await runCli(['check', file, '--json'], { cwd });
    return runSchema.parse(JSON.parse(stdout));
  };

  test('is judged as its dataset: contract, object, reading and scope', async () => {
    const monday = await checked('in/monday.csv');
    expect([monday.decision, monday.subject.name, monday.subject.scope?.where]).toEqual([
      'admit',
      'monday',
      'line = 1',
    ]);
    expect((await checked(join(cwd, 'in/tuesday.csv'))).decision).toBe('block');
  });

  test('is the dataset itself where that is one file', async () => {
    expect(await checked('one.csv')).toMatchObject({ decision: 'block', subject: { name: 'one' } });
  });

  test('needs -c where several hold it, or none', async () => {
    const both = await runCli(['check', 'both/x.csv'], { cwd });
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('belongs to the datasets a and b')]);
    const free = await runCli(['check', 'free.csv'], { cwd });
    expect([free.code, free.stderr]).toEqual([2, expect.stringContaining('free has no contract')]);
    expect((await runCli(['check', 'both/x.csv', '-c', 'two.odcs.yaml#readings'], { cwd })).code).toBe(1);
  });
});
