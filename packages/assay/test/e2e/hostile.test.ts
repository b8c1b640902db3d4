import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runSchema } from '../../src/domain/run.ts';
import { contractText, idProperty } from '../support/contract-text.ts';
import { runCli } from '../support/run-cli.ts';

const contract = contractText('small', idProperty);

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-hostile-'));
  write('c.odcs.yaml', contract);
  write('good.csv', 'id\n1\n2\n');
  write('bad.csv', 'id\n1\n1\n');
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const write = (name: string, text: string): void => writeFileSync(join(cwd, name), text);
/** No input makes Assay say that it is broken. */
const assay = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const result = await runCli(args, { cwd, env });
  expect(result.stderr).not.toContain('bug in Assay');
  return result;
};
const good = ['check', 'good.csv', '-c', 'c.odcs.yaml'];
const bad = ['check', 'bad.csv', '-c', 'c.odcs.yaml'];

/** Nine values, nine times over, twelve times over. */
const bomb = [
  'version: 1',
  'x: &x0 [1, 1, 1, 1, 1, 1, 1, 1, 1]',
  ...Array.from(
    { length: 12 },
    (_each, n) => `x${n + 1}: &x${n + 1} [${Array(9).fill(`*x${n}`).join(', ')}]`,
  ),
].join('\n');

describe.each(['assay.yaml', 'assay.waivers.yaml', 'c.odcs.yaml'])('%s', (file) => {
  test.each([
    ['aliases that multiply', bomb],
    ['deep nesting', `version: 1\nx: ${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['a key that would be lost', 'version: 1\n__proto__: {polluted: true}\n'],
    ['a key that is a list', 'version: 1\n? [a, b]\n: c\n'],
    ['what is no text', '\u0000\ufffd\u0000'],
  ])('refuses %s', async (_what, text) => {
    write(file, text);
    const { code, stderr } = await assay(good);
    expect([code, stderr.includes(file), stderr.includes('Warning')]).toEqual([2, true, false]);
  });

  test('refuses to be a folder', async () => {
    rmSync(join(cwd, file), { force: true });
    mkdirSync(join(cwd, file));
    expect(await assay(good)).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be read') });
  });
});

describe('names that every object has', () => {
  test('are neither datasets nor connections, targets, variables or commands', async () => {
    write(
      'assay.yaml',
      'version: 1\ndatasets:\n  a: {connection: constructor, table: t, contract: c.odcs.yaml}\n  b: {path: "${var:constructor}", contract: c.odcs.yaml}\n',
    );
    for (const args of [
      ['check', 'constructor'],
      ['check', '__proto__'],
      ['check', 'a'],
      ['check', 'b'],
      ['check', '--target', 'constructor'],
      ['constructor'],
      ['explain', 'constructor'],
    ])
      expect([args, (await assay(args)).code]).toEqual([args, 2]);
  });

  test('are datasets and columns where they are written, but for the one that would be lost', async () => {
    const column = (name: string) =>
      `      - {name: ${name}, logicalType: integer, required: true, unique: true}\n`;
    const names = ['__proto__', 'constructor', 'toString'];
    write('p.odcs.yaml', contract.replace(/ {6}- .*\n/, names.map(column).join('')));
    write('p.csv', `${names.join(',')}\n1,1,1\n1,1,\n`);
    write('assay.yaml', 'version: 1\ndatasets:\n  constructor: {path: p.csv, contract: p.odcs.yaml}\n');
    const run = runSchema.parse(JSON.parse((await assay(['check', '--json'])).stdout));
    expect(
      run.verdicts
        .filter(({ status }) => status === 'fail')
        .map(({ rule }) => rule)
        .sort(),
    ).toEqual(['small.__proto__/unique', 'small.constructor/unique', 'small.toString/required']);
    write('assay.yaml', 'version: 1\ndatasets:\n  __proto__: {path: p.csv, contract: p.odcs.yaml}\n');
    expect((await assay(['check'])).code).toBe(2);
  });
});

test.each([
  [['history', 'good', '--limit', '99999999999999999999']],
  [['history', 'good', '--limit', '-1']],
  [['check', 'good.csv', '-c', 'c.odcs.yaml', '--now', '1']],
  [['check', 'good.csv', '-c', 'c.odcs.yaml', '--now', '99999-01-01']],
  [['check', 'good.csv', '-c', 'c.odcs.yaml', '--where', '('.repeat(15_000)]],
  [['check', 'good.csv', '-c', 'c.odcs.yaml', '--var', '=x']],
  [['contract', 'convert', 'nothing.yaml']],
  [['report', '../../etc/passwd']],
  [['quarantine', 'release', '../x', '--owner', 'a', '--reason', 'b']],
])('%j is refused', async (args) => {
  expect((await assay(args)).code).toBe(2);
});

test('nothing in names and values reaches the terminal as a command', async () => {
  const attack = '\u001b[2J\u001b]0;pwned\u0007\u009b31m\u202e';
  const file = `e${attack}vil.csv`;
  write(file, `id,"na${attack}me"\n1,"${attack}"\n1,x\n`);
  const name = `sm${attack}all`;
  const hostile = {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: `h${attack}`,
    version: '1.0.0',
    status: 'active',
    schema: [
      {
        name,
        quality: [{ type: 'sql', query: `SELECT count(*) FROM {object} WHERE '${attack}' = 'x'`, mustBe: 1 }],
        properties: [
          { name: 'id', logicalType: 'integer', unique: true, description: attack },
          { name: `na${attack}me`, logicalType: 'integer' },
          { name: `gone${attack}`, logicalType: 'integer' },
        ],
      },
    ],
  };
  write('h.odcs.yaml', JSON.stringify(hostile));
  write('old.odcs.yaml', JSON.stringify({ ...hostile, apiVersion: 'v3.0.2' }));
  const lines = [
    ['check', file, '-c', 'h.odcs.yaml'],
    ['check', `${file}x`, '-c', 'h.odcs.yaml'],
    ['check', file, '-c', 'h.odcs.yaml', '--where', `"na${attack}me" = 'x'`],
    ['check', file, '-c', `h.odcs.yaml#${attack}`],
    ['plan', file, '-c', 'h.odcs.yaml'],
    ['profile', file],
    ['check', file, '-c', 'h.odcs.yaml', '--json'],
    ['check', file, '-c', `h.odcs.yaml#${attack}`, '--json'],
    ['profile', file, '--json'],
    ['history', `e${attack}vil`],
    ['report', '--format', 'md'],
    ['report', '--format', 'junit'],
    ['report', '--format', 'github'],
    ['report', '--format', 'sarif'],
    ['report', attack],
    ['quarantine', 'list'],
    ['explain', `${name}.id/unique`],
    ['waive', `${name}.id/unique`, '--until', '2999-01-01', '--owner', attack, '--reason', attack],
    ['contract', 'lint', 'h.odcs.yaml'],
    ['contract', 'diff', 'c.odcs.yaml', 'h.odcs.yaml'],
    ['contract', 'convert', 'old.odcs.yaml', '--out', 'new.odcs.yaml'],
    ['init', file],
    ['doctor'],
  ];
  for (const args of lines) {
    const { stdout, stderr } = await assay(args);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect([args, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/.exec(stdout + stderr)]).toEqual([
      args,
      null,
    ]);
  }
});

test('line separators in values leave the JSON one object on one line', async () => {
  write('lines.csv', `id\n"a\u2028b\u2029c"\n`);
  const { stdout } = await assay(['check', 'lines.csv', '-c', 'c.odcs.yaml', '--json']);
  expect(stdout.split('\n')).toHaveLength(2);
  expect(runSchema.parse(JSON.parse(stdout)).decision).toBe('block');
});

test('SQL rules reach no file, setting or output', async () => {
  write('secret.csv', 'id\n4711\n');
  const queries = {
    file: "SELECT max(id) FROM read_csv('secret.csv')",
    name: "SELECT max(id) FROM 'secret.csv'",
    text: "SELECT count(*) FROM read_text('/etc/passwd')",
    list: "SELECT count(*) FROM glob('/*')",
    home: "SELECT length(getenv('HOME'))",
    inner: "SELECT * FROM query('SELECT 1')",
    print: "SELECT count(*) FROM enable_logging(storage = 'stdout', level = 'debug')",
    profile: 'SELECT count(*) FROM enable_profiling()',
    write: "SELECT count(*) FROM enable_logging(storage = 'file', storage_path = 'made.csv')",
  };
  const rules = Object.entries(queries).map(
    ([id, query]) => `      - ${JSON.stringify({ id, type: 'sql', query, mustBeGreaterOrEqualTo: 0 })}\n`,
  );
  write('c.odcs.yaml', contract.replace('    properties', `    quality:\n${rules.join('')}    properties`));
  const { code, stdout } = await assay([...good, '--json']);
  const run = runSchema.parse(JSON.parse(stdout));
  expect(code).toBe(1);
  expect(run.verdicts.filter(({ check }) => check === 'sql').map(({ status }) => status)).toEqual(
    rules.map(() => 'unknown'),
  );
  expect(stdout).not.toContain('4711');
  for (const query of [
    "COPY (SELECT 1) TO 'made.csv'",
    "ATTACH 'made.csv'",
    'INSTALL httpfs',
    'PRAGMA database_list',
  ]) {
    const rule = JSON.stringify({ type: 'sql', query, mustBe: 1 });
    write('c.odcs.yaml', contract.replace('    properties', `    quality:\n      - ${rule}\n    properties`));
    expect([query, (await assay(good)).code]).toEqual([query, 2]);
  }
  expect(existsSync(join(cwd, 'made.csv'))).toBe(false);
});

describe('what is kept', () => {
  test('is for its owner alone', async () => {
    await assay(bad);
    const folders = [
      '.assay',
      '.assay/quarantine',
      ...readdirSync(join(cwd, '.assay/quarantine')).map((run) => `.assay/quarantine/${run}`),
    ];
    expect(folders.map((folder) => statSync(join(cwd, folder)).mode & 0o777)).toEqual([0o700, 0o700, 0o700]);
  });

  test('never takes the place of the rows that were judged', async () => {
    const { code, stdout } = await assay([...bad, '--admitted', './bad.csv']);
    expect([code, stdout.includes('not written over the rows')]).toEqual([1, true]);
    expect(readFileSync(join(cwd, 'bad.csv'), 'utf8')).toBe('id\n1\n1\n');
  });

  test.each([
    ['another run', { run: '../../elsewhere' }],
    ['a file elsewhere', { file: '../../../secret.parquet' }],
  ])('is not read by a manifest of %s', async (_what, changed) => {
    await assay(bad);
    const [run = ''] = readdirSync(join(cwd, '.assay/quarantine'));
    const manifest = join(cwd, '.assay/quarantine', run, 'manifest.json');
    writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), ...changed }));
    const release = ['quarantine', 'release', run, '--owner', 'a', '--reason', 'b', '--to', 'back.csv'];
    expect((await assay(release)).code).toBe(2);
    expect([existsSync(join(cwd, 'back.csv')), existsSync(join(cwd, 'elsewhere'))]).toEqual([false, false]);
  });
});

test('of confidential columns no output and no file holds a value, however a rule names them', async () => {
  const sql = (id: string, query: string) => ({ id, type: 'sql', query, mustBe: 1 });
  const head = { apiVersion: 'v3.1.0', kind: 'DataContract', id: 'p', version: '1.0.0', status: 'active' };
  const quality = [
    sql('number', 'SELECT max(salary) FROM {object}'),
    sql('letters', 'SELECT max(SALARY) FROM {object}'),
    sql('physical', 'SELECT max(PAY) FROM people'),
    sql('text', 'SELECT max(email) FROM {object}'),
    sql('cast', 'SELECT CAST(max(email) AS INTEGER) FROM {object}'),
    sql('position', 'SELECT max(c) FROM {object} AS t(a, b, c)'),
    sql('columns', "SELECT max(COLUMNS('P.Y')) FROM {object}"),
    sql(
      'whole-row',
      'SELECT CAST(split_part(CAST(t AS VARCHAR), $$: $$, 4) AS DOUBLE) FROM {object} t LIMIT 1',
    ),
    sql('failed', 'SELECT count(*) FROM people WHERE CAST(people AS INTEGER) > 1'),
    sql('series', 'SELECT count(*) FROM (SELECT unnest(range(c)) FROM {object} AS t(a, b, c))'),
    {
      id: 'row',
      type: 'custom',
      engine: 'assay',
      implementation: { check: 'expression', expression: 'salary < 5' },
    },
  ];
  const properties = [
    { name: 'id', logicalType: 'integer' },
    { name: 'email', logicalType: 'string', classification: 'pii', unique: true },
    {
      name: 'salary',
      physicalName: 'PAY',
      logicalType: 'integer',
      classification: 'secret',
      logicalTypeOptions: { maximum: 9 },
    },
  ];
  write('p.odcs.yaml', JSON.stringify({ ...head, schema: [{ name: 'people', quality, properties }] }));
  write('people.csv', 'id,email,PAY\n1,hush@example.org,98765\n2,hush@example.org,98765\n');
  for (const args of [
    ['check', 'people.csv', '-c', 'p.odcs.yaml', '--json'],
    ['check', 'people.csv', '-c', 'p.odcs.yaml'],
    ['report', '--format', 'md'],
    ['profile', 'people.csv', '-c', 'p.odcs.yaml', '--where', 'id = 1', '--json'],
    ['profile', 'people.csv', '-c', 'p.odcs.yaml'],
  ]) {
    const { stdout, stderr } = await assay(args);
    expect([args, /hush|98,?765/.exec(stdout + stderr)]).toEqual([args, null]);
  }
  const kept = readdirSync(join(cwd, '.assay'), { recursive: true, withFileTypes: true });
  const texts = kept
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'));
  expect(texts.join('\n')).not.toMatch(/hush|98765/);
});

test('a webhook is called over HTTP alone, and its secret stays', async () => {
  write('assay.yaml', 'version: 1\nonBlock:\n  - webhook: "data:,x"\n  - webhook: ${env:HOOK}\n');
  const { code, stdout } = await assay([...bad, '--json'], { HOOK: 'file:///etc/passwd?token=hush' });
  expect([code, stdout.includes('hush')]).toEqual([1, false]);
  expect(runSchema.parse(JSON.parse(stdout)).problems.map(({ message }) => message)).toEqual([
    'the webhook is no http or https URL',
    'the webhook is no http or https URL',
  ]);
});
