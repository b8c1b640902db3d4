import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import published from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv } from 'ajv';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runSchema } from '../../src/domain/run.ts';
import { root } from '../support/markdown-pages.ts';
import { xmlTree } from '../support/xml-tree.ts';
import { type Batch, gatedFolder, write } from './gated-folder.ts';
import { type GithubForge, startGithub } from './github-api.ts';
import { type ActionRun, action, runAction } from './run-action.ts';

const token = 'ghs_notToBeSeen';
const { $schema: _draft4, id: _id, ...sarifSchema } = published;
const isSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(sarifSchema);

let forge: GithubForge;
let temp = '';
let workspace = '';
let caches: { readonly key: string; readonly folder: string }[] = [];
let scanned: string[] = [];

beforeAll(async () => {
  forge = await startGithub();
  temp = mkdtempSync(join(tmpdir(), 'assay-runner-'));
});
afterAll(async () => {
  await forge.close();
  rmSync(temp, { recursive: true, force: true });
});
beforeEach(() => {
  workspace = gatedFolder();
  caches = [];
  scanned = [];
  forge.comments.length = 0;
  forge.requests.length = 0;
  forge.forked = false;
  return () => rmSync(workspace, { recursive: true, force: true });
});

/** Caches of one repository: the newest whose key begins as asked. */
const uses = {
  'actions/setup-node': () => undefined,
  'actions/cache/restore': ({ path = '', 'restore-keys': prefix = '?' }) => {
    const found = caches.findLast(({ key }) => key.startsWith(prefix));
    if (found !== undefined) cpSync(found.folder, path, { recursive: true });
    return undefined;
  },
  'actions/cache/save': ({ path = '', key = '' }) => {
    const folder = mkdtempSync(join(temp, 'cache-'));
    cpSync(path, folder, { recursive: true });
    caches.push({ key, folder });
    return undefined;
  },
  'github/codeql-action/upload-sarif': ({ sarif_file: file = '' }) => {
    scanned.push(readFileSync(file, 'utf8'));
    return undefined;
  },
};

let runNumber = 0;
const gate = (inputs: Readonly<Record<string, string>>, pull: boolean): Promise<ActionRun> => {
  runNumber += 1;
  const event = join(temp, `event-${runNumber}.json`);
  writeFileSync(event, JSON.stringify(pull ? { pull_request: { number: 7 } } : {}));
  return runAction({
    workspace,
    temp,
    inputs,
    github: {
      token,
      base_ref: pull ? 'main' : '',
      ref_type: 'branch',
      run_id: String(runNumber),
      run_attempt: '1',
    },
    env: {
      GITHUB_API_URL: forge.url,
      GITHUB_REPOSITORY: 'plant/lines',
      GITHUB_EVENT_PATH: event,
      GITHUB_WORKFLOW: 'data',
      GITHUB_JOB: 'gate',
      GITHUB_BASE_REF: pull ? 'main' : '',
      GITHUB_REF_NAME: pull ? '7/merge' : 'main',
    },
    uses,
  });
};
const push = (inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> => gate(inputs, false);
const pullRequest = (inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> => gate(inputs, true);

describe('action.yml, its steps run by bash with a local server in the place of GitHub', () => {
  test.each<readonly [Batch, Readonly<Record<string, string>>, number]>([
    ['admit', {}, 0],
    ['warn', {}, 0],
    ['warn', { 'fail-on': 'warn' }, 1],
    ['block', {}, 1],
  ])('%s with %j ends with %i', async (batch, inputs, code) => {
    write(workspace, batch);
    const run = await push(inputs);
    expect([run.code, run.outputs.decision, run.outputs['exit-code']]).toEqual([code, batch, String(code)]);
    const stored = runSchema.parse(JSON.parse(readFileSync(run.outputs.json ?? '', 'utf8')));
    expect([run.outputs['run-id'], run.outputs.page]).toEqual([stored.id, '']);
    expect(run.summary).toContain(`${batch.toUpperCase()} \`readings\``);
    expect(readFileSync(run.outputs.report ?? '', 'utf8')).toBe(run.summary.replace(/\n$/, ''));
    expect(forge.requests).toEqual([]);
  });

  test('a pull request is compared with the base branch, commented, and its comment updated', async () => {
    await push();
    write(workspace, 'block');
    const first = await pullRequest({ sarif: 'true' });
    expect(first.code).toBe(1);
    expect(first.log).toMatch(
      /^::error file=readings\.odcs\.yaml,line=\d+,col=\d+,title=range%3A readings\.temp\/range::/m,
    );
    const [suite] = xmlTree(readFileSync(first.outputs.junit ?? '', 'utf8')).children;
    expect(suite?.attributes).toMatchObject({ name: 'readings', failures: '1' });
    expect(
      scanned.map((text) => [isSarif(JSON.parse(text)), JSON.parse(text).runs[0].results.length]),
    ).toEqual([[true, 1]]);
    expect(forge.comments.map(({ body }) => body)).toEqual([
      `<!-- assay data%2Fgate -->\n${readFileSync(first.outputs.report ?? '', 'utf8')}`,
    ]);
    expect(forge.comments[0]?.body).toMatch(/\*\*Since the base\*\* .*: 1 newly failing/);
    expect(forge.comments[0]?.body).toContain('2 → 3 rows (+1, +50.0 %)');

    write(workspace, 'warn');
    const second = await pullRequest();
    expect([second.code, second.outputs.decision]).toEqual([0, 'warn']);
    expect(forge.comments).toHaveLength(1);
    expect(forge.comments[0]?.body).toContain('WARN `readings`');
    expect(forge.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST', 'GET', 'GET', 'PATCH']);
    expect(forge.requests.every(({ headers }) => headers.authorization === `Bearer ${token}`)).toBe(true);
    expect(first.log + second.log).not.toContain(token);
  });

  test('a pull request does not become a base, and each gate has a base and a comment of its own', async () => {
    write(workspace, 'block');
    await pullRequest();
    expect(caches).toEqual([]);
    await push();
    await push({ name: 'night' });
    expect(new Set(caches.map(({ key }) => key.replace(/-\d+-1$/, ''))).size).toBe(2);
    write(workspace, 'admit');
    const own = await pullRequest({ name: 'night' });
    expect(own.summary).toContain('1 newly passing');
    expect((await pullRequest({ name: 'other' })).summary).not.toContain('Since the base');
    expect(forge.comments.map(({ body }) => body.split('\n')[0])).toEqual([
      '<!-- assay data%2Fgate -->',
      '<!-- assay night -->',
      '<!-- assay other -->',
    ]);
  });

  test('a comment of somebody else is left alone, however it begins', async () => {
    for (let id = 0; id < 120; id += 1)
      forge.comments.push({
        id,
        user: { login: 'eve', type: 'User' },
        body: '<!-- assay data%2Fgate -->\nADMIT',
      });
    await pullRequest();
    await pullRequest();
    expect(forge.comments.filter(({ body }) => body.includes('ADMIT `readings`'))).toHaveLength(1);
    expect(forge.comments.slice(0, 120).every(({ body }) => body.endsWith('\nADMIT'))).toBe(true);
  });

  test('where the token may not comment, a warning says what it needs and the decision stands', async () => {
    forge.forked = true;
    write(workspace, 'block');
    const run = await pullRequest();
    expect([run.code, run.outputs.decision]).toEqual([1, 'block']);
    expect(run.log).toMatch(/^::warning title=assay%3A no comment::.*403.*pull-requests: write/m);
  });

  test('what could not run ends with 2, and the comment says why', async () => {
    const run = await pullRequest({ sources: 'no-such-file.csv' });
    expect([run.code, run.outputs.decision, run.outputs.junit]).toEqual([2, 'none', '']);
    expect(forge.comments[0]?.body).toContain('COULD NOT RUN');
    expect(forge.comments[0]?.body).toContain('no-such-file');
    expect(run.log).toMatch(/^::error title=/m);
    rmSync(join(workspace, 'data', 'readings.csv'));
    const absent = await push();
    expect([absent.code, absent.outputs.decision, caches.length]).toEqual([2, 'none', 0]);
  });

  test('a base may be given as a file; where it cannot be read, a warning says so', async () => {
    const { outputs } = await push();
    write(workspace, 'block');
    expect((await push({ base: outputs.json ?? '' })).summary).toContain('1 newly failing');
    const run = await push({ base: 'no/such.json' });
    expect([run.code, run.summary.includes('Since the base')]).toEqual([1, false]);
    expect(run.log).toContain('::warning title=assay%3A compared with nothing::');
    expect(caches).toHaveLength(1);
  });

  test('inputs are data: nothing in them is run, and many are taken', async () => {
    const hostile = '$(touch pwned)`touch pwned`";touch pwned;"';
    const run = await pullRequest({
      sources: `readings\n${hostile}`,
      name: `x --><b>${hostile}`,
      where: hostile,
    });
    expect(run.code).toBe(2);
    expect([existsSync(join(workspace, 'pwned')), readdirSync(workspace).includes('pwned')]).toEqual([
      false,
      false,
    ]);
    expect(forge.comments[0]?.body.split('\n')[0]).toMatch(/^<!-- assay [^<>]* -->$/);
    for (const { run: script = '' } of action.runs.steps) expect(script).not.toContain('${{');

    mkdirSync(join(workspace, 'more'));
    cpSync(join(workspace, 'data', 'readings.csv'), join(workspace, 'more', 'two words.csv'));
    const several = await push({
      sources: 'data/readings.csv\n  more/two words.csv\n',
      contract: 'readings.odcs.yaml',
      select: 'readings.temp/*\nreadings.batch/*\n',
      where: 'temp > 0',
    });
    expect([several.code, several.outputs['run-id']?.split(' ').length]).toEqual([0, 2]);
    expect(several.summary).toContain('only where `temp > 0`');
  });
});

test('a report too long for a comment is cut at the end of a line', async () => {
  const report = join(temp, 'long.md');
  writeFileSync(report, '| a row of many |\n'.repeat(5000));
  writeFileSync(join(temp, 'long.json'), '{"pull_request": {"number": 7}}');
  const env = {
    ...{ ASSAY_REPORT: report, ASSAY_TOKEN: token, ASSAY_NAME: 'long', GITHUB_REPOSITORY: 'plant/lines' },
    ...{ GITHUB_API_URL: forge.url, GITHUB_EVENT_PATH: join(temp, 'long.json') },
  };
  const child = spawn(process.execPath, [join(root, 'integrations/github/comment.mjs')], { env });
  await once(child, 'close');
  const body = forge.comments[0]?.body ?? '';
  expect(body.length).toBeLessThanOrEqual(65_536);
  expect(body).toMatch(/\| a row of many \|\n\nThe rest is in the summary of the job\.\n$/);
});

describe('the step that installs assay', () => {
  test('takes the package by its path, whose page is then among the reports', async () => {
    const run = await push({ install: join(root, 'packages/assay') });
    expect([run.code, run.outputs.decision], run.log).toEqual([0, 'admit']);
    expect(readFileSync(run.outputs.page ?? '', 'utf8')).toMatch(/^<!doctype html>/i);
  });

  test('takes any package with the command, and says where there is none', async () => {
    const [assay, other] = ['assay', 'other'].map((name) => {
      const folder = join(workspace, 'tools', name);
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        join(folder, 'package.json'),
        JSON.stringify({ name: `its-${name}`, version: '1.0.0', bin: { [name]: 'bin.js' } }),
      );
      writeFileSync(join(folder, 'bin.js'), '#!/usr/bin/env node\nconsole.log("{}")\n');
      return join('tools', name);
    });
    const found = await push({ install: assay ?? '' });
    expect(found.log).not.toContain('names no package');
    expect(found.ran).toContain('Check');
    const none = await push({ install: other ?? '' });
    expect([none.code, none.ran.at(-1)]).toEqual([2, 'Install assay']);
    expect(none.log).toContain(
      '::error title=assay::the input install names no package with the command assay',
    );
  });
});
