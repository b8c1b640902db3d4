import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { initReportSchema } from '../../src/domain/init-report.ts';
import { writeFiles } from '../../src/operations/init/write-files.ts';
import { runCli } from '../support/run-cli.ts';
import { type Placed, testEngines } from '../support/tables.ts';
import { inFolder, initIn, problemsOf } from './in-folder.ts';

const rows = Array.from({ length: 120 }, (_unused, row) => `${row},${(row * 37) % 101}`).join('\n');
const csv = `id,speed_rpm\n${rows}\n`;

describe('what init writes', () => {
  test('a project that check admits; .gitignore keeps its lines', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'a.csv'), csv);
      writeFileSync(join(folder, '.gitignore'), 'node_modules');
      const { code, stdout } = await runCli(['init', 'a.csv'], { cwd: folder });
      expect(code).toBe(0);
      expect(stdout).toMatch(/^a {2}CSV, 1 file, 120 rows, 2 columns/);
      expect(stdout).toMatch(/^ {2}key +id +every one of 120 values is different$/m);
      expect(stdout).toContain('Wrote a.odcs.yaml, assay.yaml, .gitignore');
      expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('node_modules\n.assay/\n');
      expect(parse(readFileSync(join(folder, 'assay.yaml'), 'utf8'))).toEqual({
        version: 1,
        datasets: { a: { path: 'a.csv', contract: 'a.odcs.yaml' } },
      });
      expect((await runCli(['check'], { cwd: folder })).code).toBe(0);
    }));

  test('--json is one object that its schema accepts, each suggestion with its reason', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'a.csv'), csv);
      const { stdout } = await runCli(['init', 'a.csv', '--json'], { cwd: folder });
      const report = initReportSchema.parse(JSON.parse(stdout));
      expect(report.datasets[0]?.suggestions).toContainEqual(
        expect.objectContaining({
          column: 'id',
          check: 'primaryKey',
          shown: 'id',
          place: 'property',
          body: { primaryKey: true },
          sure: true,
          reason: 'every one of 120 values is different',
        }),
      );
      expect(report.rules + report.review).toBe(report.datasets[0]?.suggestions.length);
    }));

  test('--project names the folder; paths in assay.yaml are from there', () =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, 'gate'));
      writeFileSync(join(folder, 'a.csv'), csv);
      expect((await runCli(['init', 'a.csv', '--project', 'gate'], { cwd: folder })).code).toBe(0);
      expect(readFileSync(join(folder, 'gate/assay.yaml'), 'utf8')).toContain('path: ../a.csv');
      expect((await runCli(['check'], { cwd: join(folder, 'gate') })).code).toBe(0);
    }));

  test('two sources of one name get two contracts', () =>
    inFolder(async (folder) => {
      for (const part of ['east', 'west']) {
        mkdirSync(join(folder, part));
        writeFileSync(join(folder, part, 'a.csv'), csv);
      }
      const { report, contractOf, check } = await initIn(folder, ['east/a.csv', 'west/a.csv']);
      expect(report.datasets.map(({ name, contract }) => [name, contract])).toEqual([
        ['a', 'a.odcs.yaml'],
        ['a-2', 'a-2.odcs.yaml'],
      ]);
      expect(problemsOf(contractOf('a-2'))).toEqual([]);
      expect((await check()).map(({ decision }) => decision)).toEqual(['admit', 'admit']);
    }));

  test('a folder and a glob are one dataset', () =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, 'in'));
      for (const part of ['1', '2']) writeFileSync(join(folder, 'in', `${part}.csv`), `id,b\n${part},x\n`);
      const { report, check } = await initIn(folder, ['in/*.csv']);
      expect(report.datasets[0]?.rows).toBe(2);
      expect((await check())[0]?.decision).toBe('admit');
    }));
});

describe('what init leaves alone', () => {
  test.each(['a.odcs.yaml', 'b.odcs.yaml'])('%s that exists: nothing else is written either', (existing) =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'a.csv'), csv);
      writeFileSync(join(folder, 'b.csv'), csv);
      writeFileSync(join(folder, existing), 'version: 1\n');
      const { code, stderr } = await runCli(['init', 'a.csv', 'b.csv', '--project', '.'], { cwd: folder });
      expect(code).toBe(2);
      expect(stderr).toContain(`${existing} is there already`);
      expect(readFileSync(join(folder, existing), 'utf8')).toBe('version: 1\n');
      expect(readdirSync(folder).toSorted()).toEqual(['a.csv', 'b.csv', existing].toSorted());
    }),
  );

  test('a file that appears meanwhile: those written before it are taken back', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'b.odcs.yaml'), 'mine');
      expect(() =>
        writeFiles(folder, [
          { file: 'a.odcs.yaml', text: 'a' },
          { file: 'b.odcs.yaml', text: 'b' },
          { file: 'assay.yaml', text: 'c' },
        ]),
      ).toThrow('b.odcs.yaml is there already');
      expect(readdirSync(folder)).toEqual(['b.odcs.yaml']);
      expect(readFileSync(join(folder, 'b.odcs.yaml'), 'utf8')).toBe('mine');
    }));

  test('a .gitignore that cannot be changed: nothing stays', () =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, '.gitignore'));
      expect(() => writeFiles(folder, [{ file: 'assay.yaml', text: 'c' }])).toThrow();
      expect(existsSync(join(folder, 'assay.yaml'))).toBe(false);
      chmodSync(join(folder, '.gitignore'), 0o755);
    }));

  test('a second source that cannot be read: nothing of the first is written', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'a.csv'), csv);
      const { code, stderr } = await runCli(['init', 'a.csv', 'b.csv'], { cwd: folder });
      expect(code).toBe(2);
      expect(stderr).toContain('b.csv');
      expect(readdirSync(folder)).toEqual(['a.csv']);
    }));

  test.each([
    ['nothing named', ['init'], 'assay init a.csv'],
    ['standard input', ['init', '-'], 'name a file'],
  ])('%s: a problem with what to do', (_case, args, says) =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'a.csv'), csv);
      const { code, stderr } = await runCli(args, { cwd: folder, input: csv });
      expect(code).toBe(2);
      expect(stderr).toContain(says);
      expect(readdirSync(folder)).toEqual(['a.csv']);
    }),
  );
});

describe('a PostgreSQL table', () => {
  let place: Placed | undefined;
  let url = '';
  beforeEach(async () => {
    place = await testEngines
      .find(({ name }) => name === 'PostgreSQL')
      ?.place({
        'odd."name': {
          columns: { id: 'integer', v: 'text' },
          rows: Array.from({ length: 60 }, (_unused, row) => [row, 'x']),
        },
      });
    const source = place?.sources['odd."name'];
    if (source?.kind !== 'postgres') throw new Error('no such table');
    url = `${source.url}#${source.table[0]}."odd.""name"`;
  });
  afterEach(() => place?.remove());
  const address = () => url.split('#')[0] ?? '';

  test('no secret is written; a variable that holds the URL is named', () =>
    inFolder(async (folder) => {
      const { report, check } = await initIn(folder, [url], { PLANT_URL: address() });
      const project = readFileSync(join(folder, 'assay.yaml'), 'utf8');
      expect(project).not.toContain(address());
      expect(parse(project).connections).toEqual({ plant: { type: 'postgres', url: `\${env:PLANT_URL}` } });
      expect(report.variables).toEqual([]);
      expect((await check())[0]?.decision).toBe('admit');
    }));

  test('without such a variable the output says which to set', () =>
    inFolder(async (folder) => {
      const { stdout } = await runCli(['init', url], { cwd: folder });
      expect(stdout).toContain('Set DATABASE_URL to the URL you gave');
      const { code } = await runCli(['check'], { cwd: folder, env: { DATABASE_URL: address() } });
      expect(code).toBe(0);
    }));
});
