import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Problem, Refusal } from '../../src/domain/problem.ts';
import { readProject } from '../../src/project/project.ts';
import { sourceOfDataset } from '../../src/project/source-of.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-project-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const refused = (work: () => unknown): readonly Problem[] => {
  try {
    work();
  } catch (cause) {
    if (cause instanceof Refusal) return cause.problems;
    throw cause;
  }
  return [];
};

const read = (text: string, env: Record<string, string> = {}, target?: string) => {
  writeFileSync(join(folder, 'assay.yaml'), text);
  return readProject(folder, { env, vars: {} }, target);
};

const said = (text: string): readonly string[] =>
  refused(() => read(text)).map(({ message, hint, where }) => `${where.line} ${message} → ${hint}`);

describe('what is wrong in assay.yaml is told at its place, with what to do', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'an unknown key of a dataset, by the keys a dataset takes',
      'version: 1\ndatasets:\n  a: {path: a.csv, delimter: ";"}\n',
      ['3 datasets.a.delimter: unknown key delimter → did you mean delimiter?'],
    ],
    [
      'a dataset that is neither of files nor of a table, as the form it is nearer to',
      'version: 1\ndatasets:\n  a: {connection: plant, tabel: x}\n',
      [
        '3 datasets.a.table: the key is missing → add it, or is tabel meant to be it?',
        '3 datasets.a.tabel: unknown key tabel → did you mean table?',
      ],
    ],
    [
      'a number where a text belongs',
      'version: 1\ndatasets:\n  a: {path: 5}\n',
      ['3 datasets.a.path: expected text, found number 5 → write it in quotes'],
    ],
    [
      'an unknown key of quarantine',
      'version: 1\nquarantine: {maxrows: 5}\n',
      ['2 quarantine.maxrows: unknown key maxrows → did you mean maxRows?'],
    ],
    [
      'every unknown key of the file',
      'version: 1\ndatset: {}\nfoo: 1\n',
      [
        '2 datset: unknown key datset → did you mean datasets?',
        '3 foo: unknown key foo → known: version, connections, datasets, public, quarantine, catalog, remote, history, maskKey, versions, onBlock, stages, targets',
      ],
    ],
    [
      'a connection of no known type',
      'version: 1\nconnections:\n  p: {type: postgress, url: x}\n',
      ['3 connections.p.type: text "postgress" is none of the values allowed here → did you mean postgres?'],
    ],
    [
      'a name that cannot be one',
      'version: 1\ndatasets:\n  "a b": {path: a.csv}\n',
      ['3 datasets.a b: a name has letters, digits, - and _ → call it otherwise'],
    ],
    [
      'a catalog that only some commands could find',
      'version: 1\ncatalog: "postgres://${var:host}/plant"\n',
      [
        '2 catalog: the catalog takes ${env:NAME} only: commands without --var must find it too; found a URL → see docs/guide/project.md',
      ],
    ],
    [
      'a number of runs that is none',
      'version: 1\nhistory: {keep: 0}\n',
      ['2 history.keep: at least 1; found number 0 → see docs/guide/project.md'],
    ],
    ['an empty file', '# nothing yet\n', ['1 nothing is written in it → see docs/guide/project.md']],
    ['a list', '[]\n', ['1 expected a map, found a list → write a map']],
    [
      'a name twice',
      'version: 1\ndatasets:\n  a: {path: a.csv}\n  a: {path: b.csv}\n',
      ['4 this key is there twice → mend the YAML at this place'],
    ],
    [
      'a second document',
      'version: 1\n---\nversion: 1\n',
      ['2 a second document begins here → mend the YAML at this place'],
    ],
    [
      'a word that only YAML 1.1 takes for a flag',
      '%YAML 1.1\n---\nversion: 1\nquarantine: {admitted: yes}\n',
      ['4 quarantine.admitted: expected true or false, found text "yes" → write true or false'],
    ],
  ])('%s', (_case, text, expected) => expect(said(text)).toEqual(expected));

  test('a URL is never shown: it may hold a password', () => {
    const found = said('version: 1\nconnections:\n  p: {type: "postgres://ana:secret@plant/db"}\n');
    expect(found.join()).toContain('a URL is none of the values allowed here');
    expect(found.join()).not.toContain('secret');
  });
});

test('a target that is not there is refused, also without assay.yaml', () => {
  const text = 'version: 1\ntargets:\n  production: {connections: {}}\n';
  expect(refused(() => read(text, {}, 'prodction'))).toMatchObject([{ hint: 'did you mean production?' }]);
  rmSync(join(folder, 'assay.yaml'));
  expect(refused(() => readProject(folder, { env: {}, vars: {} }, 'production'))).toMatchObject([
    { code: 'usage', message: 'there is no target production in assay.yaml' },
  ]);
});

test.each([
  ['not set', {}],
  ['empty', { PLANT: '' }],
])('a variable that is %s is a problem that names it', (words, env) => {
  const project = read('version: 1\ndatasets:\n  a: {path: "${env:PLANT}/a.csv"}\n', env);
  const dataset = project.config.datasets.a;
  if (dataset === undefined) throw new Error('no dataset');
  expect(refused(() => sourceOfDataset(project, 'a', dataset, folder))).toMatchObject([
    { message: `PLANT is ${words}`, hint: 'set the environment variable PLANT', where: { line: 3 } },
  ]);
});
