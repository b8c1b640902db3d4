import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contractSuggestionSchema } from '../../src/domain/contract-suggestion.ts';
import { inFolder, normalOf, randomOf } from '../init/in-folder.ts';
import { runCli } from '../support/run-cli.ts';
import { table } from './drafted.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** What people fill in: dates of this house, yes and no, mails, rounded numbers. */
const people = (seed: number, extra: boolean, count = 800): string => {
  const random = randomOf(seed);
  return table(count, (index) => ({
    no: index,
    day: `${two(1 + (index % 28))}.${two(1 + (index % 12))}.2024`,
    ok: random() < 0.5 ? 'yes' : 'no',
    mail: `secret${Math.floor(random() * 1e6)}@example.org`,
    temp_c: (20 + 2 * normalOf(random)).toFixed(2),
    state: ['ok', 'warm', 'off', ...(extra ? ['hot'] : [])][Math.floor(random() * (extra ? 4 : 3))] ?? 'ok',
    ...(extra ? { batch: `B${Math.floor(random() * 3)}` } : {}),
  }));
};

const suggestIn = async (cwd: string, ...args: readonly string[]) => {
  const { stdout, code, stderr } = await runCli(['contract', 'suggest', ...args, '--json', '--quiet'], {
    cwd,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return contractSuggestionSchema.parse(JSON.parse(stdout));
};

describe('assay contract suggest', () => {
  test('reads dates, flags, mails and digits; the contract it writes admits the data, and is written once', () =>
    inFolder(async (cwd) => {
      writeFileSync(join(cwd, 'people.csv'), people(1, false));
      const found = await suggestIn(cwd, 'people.csv', '--write');
      const meanings = Object.fromEntries(found.dataset.columns.map(({ name, meaning }) => [name, meaning]));
      expect(meanings).toEqual({
        no: 'serial number',
        day: 'date',
        ok: 'flag',
        mail: 'e-mail addresses',
        temp_c: 'measurement in °C',
        state: 'category',
      });
      const text = readFileSync(join(cwd, 'people.odcs.yaml'), 'utf8');
      expect(text).toBe(found.text);
      expect(text).toContain('format: dd.MM.yyyy');
      expect(text).toContain('classification: pii');
      expect(text).toContain('multipleOf: 0.01');
      const check = await runCli(['check', 'people.csv', '-c', 'people.odcs.yaml', '--json'], { cwd });
      expect(JSON.parse(check.stdout).runs?.[0]?.decision ?? JSON.parse(check.stdout).decision).toBe('admit');
      const again = await runCli(['contract', 'suggest', 'people.csv', '--write'], { cwd });
      expect(again.code).toBe(2);
      expect(again.stderr).toContain('people.odcs.yaml is there already');
      expect(readFileSync(join(cwd, 'people.odcs.yaml'), 'utf8')).toBe(text);
    }));

  test('every suggestion says its rows, how many were kept back, and how far it is to be relied on', () =>
    inFolder(async (cwd) => {
      writeFileSync(join(cwd, 'people.csv'), people(2, false));
      const { dataset } = await suggestIn(cwd, 'people.csv');
      for (const { sure, rows, heldBack, confidence, check } of dataset.suggestions) {
        expect(rows, check).toBeGreaterThan(0);
        expect(heldBack > 0, check).toBe(sure);
        expect(confidence, check).toBeLessThan(1);
        if (sure) expect(confidence, check).toBeGreaterThan(0.99);
      }
    }));

  test('no output and no contract carries a mail, an extreme or a value of what looks personal', () =>
    inFolder(async (cwd) => {
      writeFileSync(
        join(cwd, 'people.csv'),
        table(300, (index) => ({
          mail: `secret${index}@example.org`,
          first_name: ['Xanthippe', 'Zebedee'][index % 2] ?? '',
          date_of_birth: `19${two(50 + (index % 40))}-11-23`,
        })),
      );
      const text = await runCli(['contract', 'suggest', 'people.csv'], { cwd });
      const json = await runCli(['contract', 'suggest', 'people.csv', '--json'], { cwd });
      for (const { stdout, stderr } of [text, json])
        expect(`${stdout}${stderr}`).not.toMatch(/secret\d|Xanthippe|Zebedee|11-23/);
    }));
});

describe('--update', () => {
  const placed = (work: (cwd: string) => Promise<void>) =>
    inFolder(async (cwd) => {
      writeFileSync(join(cwd, 'people.csv'), people(3, false));
      await suggestIn(cwd, 'people.csv', '--write');
      writeFileSync(
        join(cwd, 'assay.yaml'),
        'version: 1\ndatasets:\n  people: {path: people.csv, contract: people.odcs.yaml}\n',
      );
      await work(cwd);
    });

  test('of data of the same process nothing is proposed', () =>
    placed(async (cwd) => {
      writeFileSync(join(cwd, 'people.csv'), people(4, false));
      const { update } = await suggestIn(cwd, 'people', '--update');
      expect(update).toMatchObject({ reasons: [], changes: [], patch: '' });
    }));

  test('a new value and a new column are proposed as a patch that git applies; the contract stays', () =>
    placed(async (cwd) => {
      const before = readFileSync(join(cwd, 'people.odcs.yaml'), 'utf8');
      writeFileSync(join(cwd, 'people.csv'), people(5, true));
      const { update, text, written } = await suggestIn(cwd, 'people', '--update', '--write');
      expect(readFileSync(join(cwd, 'people.odcs.yaml'), 'utf8')).toBe(before);
      expect(update?.changes.map(({ kind }) => kind).sort()).toEqual(['propertyAdded', 'valuesWidened']);
      expect(update?.reasons.map(({ path }) => path)).toEqual(['people.state/invalidValues', 'people.batch']);
      writeFileSync(join(cwd, 'it.patch'), update?.patch ?? '');
      execFileSync('git', ['apply', 'it.patch'], { cwd, stdio: 'pipe' });
      expect(readFileSync(join(cwd, 'people.odcs.yaml'), 'utf8')).toBe(text);
      expect(readFileSync(join(cwd, written ?? ''), 'utf8')).toBe(text);
      const check = await runCli(['check', 'people'], { cwd });
      expect(check.stdout).toContain('ADMIT');
    }));

  test('a contract on one line for each property is added to on its line', () =>
    inFolder(async (cwd) => {
      writeFileSync(join(cwd, 'people.csv'), people(6, false));
      writeFileSync(
        join(cwd, 'c.yaml'),
        `apiVersion: v3.1.0
kind: DataContract
id: people
version: 1.0.0
status: active
schema:
  - name: people # ours
    properties: [{name: no, logicalType: integer}, {name: temp_c, logicalType: number, logicalTypeOptions: {minimum: 19}},
      {name: state, logicalType: string, quality: [{metric: invalidValues, arguments: {validValues: [ok, "off"]}, mustBe: 0}]}]
`,
      );
      const { text, update } = await suggestIn(cwd, 'people.csv', '-c', 'c.yaml', '--update');
      expect(text).toContain('- name: people # ours');
      expect(text).toMatch(/validValues: \[ok, "off", warm\]/);
      expect(text).toMatch(
        /\{name: temp_c, logicalType: number, logicalTypeOptions: \{minimum: \d+(\.\d+)?, maximum: /,
      );
      expect(text).toContain('{name: mail, logicalType: string}');
      expect(update?.patch.split('\n').filter((line) => /^-[^-]/.test(line))).toHaveLength(2);
    }));

  test('what is confidential by the contract stays so: nothing of it is proposed, told or shown', () =>
    inFolder(async (cwd) => {
      writeFileSync(
        join(cwd, 'pay.csv'),
        table(400, (index) => ({ id: index, salary: 71000 + index, grade: `G${index % 3}` })),
      );
      writeFileSync(
        join(cwd, 'pay.yaml'),
        `apiVersion: v3.1.0
kind: DataContract
id: pay
version: 1.0.0
status: active
schema:
  - name: pay
    properties:
      - {name: id, logicalType: integer}
      - {name: salary, logicalType: integer, classification: secret, logicalTypeOptions: {maximum: 71300}}
      - {name: grade, logicalType: string, classification: secret, quality: [{metric: invalidValues, arguments: {validValues: [G1]}, mustBe: 0}]}
`,
      );
      const found = await runCli(['contract', 'suggest', 'pay.csv', '-c', 'pay.yaml', '--update', '--json'], {
        cwd,
      });
      expect(found.stdout).not.toMatch(/G0|G2|71399|71000/);
      const update = contractSuggestionSchema.parse(JSON.parse(found.stdout)).update;
      expect(update?.reasons.map(({ path }) => path)).toContain('pay.salary/range');
    }));

  test('references to other datasets are judged; what cannot be judged is told; the patch applies from any folder', () =>
    inFolder(async (cwd) => {
      mkdirSync(join(cwd, 'sub'));
      writeFileSync(
        join(cwd, 'machines.csv'),
        table(5, (index) => ({ machine: `M${index}` })),
      );
      writeFileSync(
        join(cwd, 'jobs.csv'),
        table(300, (index) => ({
          job: index,
          machine: index === 7 ? 'M99' : `M${index % 5}`,
          lane: index % 2,
        })),
      );
      writeFileSync(
        join(cwd, 'assay.yaml'),
        `version: 1
datasets:
  jobs: {path: jobs.csv, contract: c.yaml#jobs}
  machines: {path: machines.csv, contract: c.yaml#machines}
`,
      );
      writeFileSync(
        join(cwd, 'c.yaml'),
        `apiVersion: v3.1.0
kind: DataContract
id: jobs
version: 1.0.0
status: active
schema:
  - name: jobs
    quality:
      - {type: custom, engine: soda, implementation: "x"}
    properties:
      - {name: job, logicalType: integer}
      - {name: machine, logicalType: string, relationships: [{to: machines.machine}]}
  - name: machines
    properties:
      - {name: machine, logicalType: string}
`,
      );
      const { update } = await suggestIn(join(cwd, 'sub'), 'jobs', '--update');
      const told = update?.reasons.map(({ reason }) => reason).join('\n');
      expect(told).toContain('fails: 1 orphan: row whose key machines lacks');
      expect(told).toContain('was not judged: ');
      expect(update?.patch).toContain('+++ b/c.yaml');
      writeFileSync(join(cwd, 'it.patch'), update?.patch ?? '');
      execFileSync('git', ['apply', 'it.patch'], { cwd });
      expect(readFileSync(join(cwd, 'c.yaml'), 'utf8')).toContain('name: lane');
    }));

  test('without a contract there is nothing to update', () =>
    inFolder(async (cwd) => {
      writeFileSync(join(cwd, 'people.csv'), people(7, false));
      const { code, stderr } = await runCli(['contract', 'suggest', 'people.csv', '--update'], { cwd });
      expect(code).toBe(2);
      expect(stderr).toContain('people has no contract');
    }));
});
