import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectEntries } from '../../src/operations/init/project-entries.ts';
import { addedProjectText } from '../../src/operations/init/project-text.ts';
import { writeFiles } from '../../src/operations/init/write-files.ts';
import { readProject } from '../../src/project/project.ts';
import { runCli } from '../support/run-cli.ts';
import { inFolder, initIn } from './in-folder.ts';

const lines = Array.from({ length: 80 }, (_unused, row) => `${row},${(row * 37) % 101}`).join('\n');
const csv = `id,speed_rpm\n${lines}\n`;

const ours = `# ours
version: 1 # of the format
datasets:
  old: {path: "old.csv", contract: old.odcs.yaml} # the first

onBlock: [{command:   notify}]
`;

describe('init in a project that exists', () => {
  test('adds its datasets and leaves every line of assay.yaml as it is; check gates all', () =>
    inFolder(async (folder) => {
      for (const name of ['old', 'new']) writeFileSync(join(folder, `${name}.csv`), csv);
      await initIn(folder, ['old.csv']);
      writeFileSync(join(folder, 'assay.yaml'), ours);
      mkdirSync(join(folder, 'sub'));
      writeFileSync(join(folder, 'sub', 'more.csv'), csv);
      const { stdout, code } = await runCli(['init', 'more.csv', '../new.csv'], { cwd: join(folder, 'sub') });
      expect(code).toBe(0);
      expect(stdout).toContain('Wrote ../more.odcs.yaml, ../new.odcs.yaml, ../assay.yaml (');
      expect(readFileSync(join(folder, 'assay.yaml'), 'utf8')).toBe(
        ours.replace(
          '# the first\n',
          `# the first
  more:
    path: sub/more.csv
    contract: more.odcs.yaml
  new:
    path: new.csv
    contract: new.odcs.yaml
`,
        ),
      );
      const runs = JSON.parse((await runCli(['check', '--json'], { cwd: folder })).stdout);
      expect(runs.runs.map(({ decision }: { decision: string }) => decision)).toEqual([
        'admit',
        'admit',
        'admit',
      ]);
    }));

  test.each([
    ['the name of a dataset', ['readings.csv'], 'assay.yaml has a dataset Readings already'],
    ['data of a dataset', ['data/old.csv'], 'data/old.csv is the dataset Readings already'],
    ['data named twice', ['data/new.csv', './data/new.csv'], 'data/new.csv is named twice'],
    ['a dataset instead of data', ['Readings'], 'Readings is a dataset of the project already'],
    ['a contract that is there', ['data/there.csv'], 'there.odcs.yaml is there already'],
  ])('refuses %s before it looks at anything, and writes nothing', (_case, paths, says) =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, 'data'));
      for (const name of ['readings', 'data/old', 'data/new', 'data/there'])
        writeFileSync(join(folder, `${name}.csv`), csv);
      const text = 'version: 1\ndatasets:\n  Readings: {path: ./data/old.csv}\n';
      writeFileSync(join(folder, 'assay.yaml'), text);
      writeFileSync(join(folder, 'there.odcs.yaml'), 'mine');
      const before = readdirSync(folder);
      await expect(initIn(folder, paths)).rejects.toThrow(says);
      expect(readdirSync(folder)).toEqual(before);
      expect(readFileSync(join(folder, 'assay.yaml'), 'utf8')).toBe(text);
    }),
  );

  test('an assay.yaml that is not valid, or was changed meanwhile, stays', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'a.csv'), csv);
      writeFileSync(join(folder, 'assay.yaml'), 'version: 1\ndatset: {}\n');
      await expect(initIn(folder, ['a.csv'])).rejects.toThrow('unknown key datset');
      expect(() =>
        writeFiles(folder, [
          { file: 'a.odcs.yaml', text: 'a' },
          { file: 'assay.yaml', text: 'b', before: 'version: 1\n' },
        ]),
      ).toThrow('assay.yaml was changed meanwhile');
      expect(readdirSync(folder)).toEqual(['a.csv', 'assay.yaml']);
    }));
});

test('a database is the connection that leads there already, or one whose variable nothing else uses', () =>
  inFolder(async (folder) => {
    const env = { PLANT_URL: 'postgres://plant/db', DATABASE_URL: 'postgres://other/db' };
    writeFileSync(
      join(folder, 'assay.yaml'),
      'version: 1\nconnections:\n  mes: {type: postgres, url: "${env:PLANT_URL}"}\n',
    );
    const project = readProject(folder, { env, vars: {} });
    const entries = projectEntries(
      ['postgres://plant/db#a', 'postgres://new/db#b', 'postgres://new/db#"c.d"'].map((source, index) => ({
        name: `n${index}`,
        source,
        contractFile: 'c',
      })),
      project,
      folder,
    );
    expect(entries).toEqual({
      connections: { 'database-2': { type: 'postgres', url: '${env:DATABASE_URL_2}' } },
      datasets: {
        n0: { connection: 'mes', table: 'a', contract: 'c' },
        n1: { connection: 'database-2', table: 'b', contract: 'c' },
        n2: { connection: 'database-2', table: '"c.d"', contract: 'c' },
      },
      variables: ['DATABASE_URL_2'],
    });
  }));

describe('entries added to an assay.yaml', () => {
  const added = {
    connections: { plant: { type: 'postgres', url: '${env:PLANT_URL}' } },
    datasets: { new: { connection: 'plant', table: 'mes.orders', contract: 'new.odcs.yaml' } },
    variables: [],
  };
  test.each([
    ['nothing but a version', 'version: 1\n'],
    ['no line end at its end', 'version: 1\ndatasets:\n  a: {path: a.csv}'],
    ['datasets without one', 'version: 1\ndatasets: # none yet\n'],
    ['an empty map', 'version: 1\ndatasets: {}\n'],
    ['datasets on one line', 'version: 1\ndatasets: {a: {path: a.csv}} # all\n'],
    [
      'four spaces, and a map of its own for each',
      'version: 1\ndatasets:\n    a:\n        path: a.csv # here\n\n    # the end\n',
    ],
    ['line ends of Windows', 'version: 1\r\ndatasets:\r\n  a: {path: a.csv} # x\r\n'],
    ['a mark where the document ends', '---\nversion: 1\ndatasets:\n  a: {path: a.csv}\n...\n'],
    ['a text of several lines at its end', 'version: 1\ndatasets:\n  a:\n    path: |-\n      a.csv\n'],
    [
      'connections of its own',
      'version: 1\nconnections:\n  x: {type: duckdb, path: x.duckdb}\ndatasets:\n  a: {path: a.csv}\n',
    ],
  ])('with %s', (_case, text) => {
    const result = addedProjectText(text, added);
    const before = parse(text);
    expect(parse(result)).toEqual({
      ...before,
      connections: { ...before.connections, ...added.connections },
      datasets: { ...before.datasets, ...added.datasets },
    });
    for (const comment of text.match(/#.*/g) ?? []) expect(result).toContain(comment.trim());
    expect(/[^\r]\n/.test(result)).toBe(!text.includes('\r'));
  });
});
