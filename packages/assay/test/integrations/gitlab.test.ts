import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { runSchema } from '../../src/domain/run.ts';
import { root } from '../support/markdown-pages.ts';
import { xmlTree } from '../support/xml-tree.ts';
import { type Forge, startForge } from './forge.ts';
import { type Batch, gatedFolder, write } from './gated-folder.ts';
import { runScript, type ScriptRun } from './run-script.ts';

const headSchema = z.object({
  spec: z.object({ inputs: z.record(z.string(), z.object({ default: z.string() })) }),
});
const jobSchema = z.object({
  before_script: z.array(z.string()),
  script: z.array(z.string()),
  variables: z.record(
    z.string(),
    z.union([z.string(), z.object({ value: z.string(), expand: z.literal(false) })]),
  ),
  artifacts: z.object({ when: z.literal('always'), reports: z.record(z.string(), z.string()) }),
});
const [head, body] = parseAllDocuments(
  readFileSync(join(root, 'integrations/gitlab/assay.gitlab-ci.yml'), 'utf8'),
).map((document): unknown => document.toJS());
const { inputs: known } = headSchema.parse(head).spec;
const job = z.record(z.string(), jobSchema).parse(body)['$[[ inputs.job ]]'];
if (job === undefined) throw new Error('the template has no job');

const token = 'glpat-notToBeSeen';
interface Note {
  readonly id: number;
  readonly author: { readonly id: number };
  body: string;
}
const notes: Note[] = [];
let kept: string | undefined;
let refused = false;
let forge: Forge;
let bin = '';
let folder = '';

/** As much of GitLab's REST API as notes and kept runs need. */
const answer: Parameters<typeof startForge>[0] = ({ method, path, query, body: sent }) => {
  const merge = '/api/v4/projects/3/merge_requests/7/notes';
  if (refused) return [401, { message: '401 Unauthorized' }];
  if (path === '/api/v4/projects/3/jobs/artifacts/release%2F1/raw/assay-report/run.json')
    return kept === undefined || query.get('job') !== 'assay' ? undefined : [200, JSON.parse(kept)];
  if (path === '/api/v4/user') return [200, { id: 42 }];
  if (method === 'GET' && path === merge) {
    const [size, page] = [Number(query.get('per_page')), Number(query.get('page'))];
    return [200, notes.slice((page - 1) * size, page * size)];
  }
  if (method === 'POST' && path === merge) {
    const note = { id: notes.length, author: { id: 42 }, body: String(sent.body) };
    notes.push(note);
    return [201, note];
  }
  const found = notes.find(({ id }) => path === `${merge}/${id}`);
  if (method !== 'PUT' || found === undefined) return undefined;
  found.body = String(sent.body);
  return [200, found];
};

beforeAll(async () => {
  forge = await startForge(answer);
  bin = mkdtempSync(join(tmpdir(), 'assay-bin-'));
  const launcher = join(root, 'packages/assay/bin/assay.js');
  writeFileSync(
    join(bin, 'assay'),
    `#!/bin/sh\nexec '${process.execPath}' --conditions=assay-source '${launcher}' "$@"\n`,
  );
  chmodSync(join(bin, 'assay'), 0o755);
});
afterAll(async () => {
  await forge.close();
  rmSync(bin, { recursive: true, force: true });
});
beforeEach(() => {
  folder = gatedFolder();
  notes.length = 0;
  forge.requests.length = 0;
  kept = undefined;
  refused = false;
  return () => rmSync(folder, { recursive: true, force: true });
});

const filled = (text: string, inputs: Readonly<Record<string, string>>): string =>
  text.replace(/\$\[\[ inputs\.([a-z-]+) \]\]/g, (_all, name: string) => {
    const input = known[name];
    if (input === undefined) throw new Error(`no input ${name}`);
    return inputs[name] ?? input.default;
  });

/** Runs the job's script blocks in one shell, as a runner does. */
const runJob = (
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
  path: string = [bin, process.env.PATH].join(delimiter),
): Promise<ScriptRun> => {
  const variables = Object.entries(job.variables).map(([name, given]) => [
    name,
    filled(typeof given === 'string' ? given : given.value, inputs),
  ]);
  const script = join(mkdtempSync(join(bin, 'job-')), 'script.sh');
  writeFileSync(script, [...job.before_script, ...job.script].join('\n'));
  return runScript(script, folder, {
    ...process.env,
    PATH: path,
    CI_API_V4_URL: `${forge.url}/api/v4`,
    CI_PROJECT_ID: '3',
    CI_JOB_NAME: 'assay',
    ...Object.fromEntries(variables),
    ...env,
  });
};

const mergeRequest = {
  CI_MERGE_REQUEST_IID: '7',
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'release/1',
  ASSAY_GITLAB_TOKEN: token,
};
const written = (name: string): string => readFileSync(join(folder, 'assay-report', name), 'utf8');

describe('the GitLab template, its script blocks run by bash with a local server in the place of GitLab', () => {
  test.each<readonly [Batch, Readonly<Record<string, string>>, number]>([
    ['admit', {}, 0],
    ['warn', {}, 0],
    ['warn', { 'fail-on': 'warn' }, 1],
    ['block', {}, 1],
  ])('%s with %j ends with %i', async (batch, inputs, code) => {
    write(folder, batch);
    const done = await runJob(inputs, {});
    expect(done.code, done.log).toBe(code);
    expect(runSchema.parse(JSON.parse(written('run.json'))).decision).toBe(batch);
    expect(written('report.md')).toContain(`${batch.toUpperCase()} \`readings\``);
    expect(forge.requests).toEqual([]);
    expect(written('report.html')).toMatch(/^<!doctype html>/i);
    for (const file of Object.values(job.artifacts.reports))
      expect(existsSync(join(folder, file))).toBe(true);
    expect(xmlTree(written('junit.xml')).children[0]?.attributes.failures).toBe(
      batch === 'block' ? '1' : '0',
    );
    const quality: readonly { severity: string }[] = JSON.parse(written('code-quality.json'));
    expect(quality.map(({ severity }) => severity)).toEqual(
      { admit: [], warn: ['minor'], block: ['critical'] }[batch],
    );
  });

  test('a merge request is compared with its target branch, noted, and its note updated', async () => {
    await runJob({}, {});
    kept = written('run.json');
    notes.push({ id: 900, author: { id: 1 }, body: '<!-- assay assay -->\nADMIT' });
    write(folder, 'block');
    const first = await runJob({}, mergeRequest);
    expect(first.code, first.log).toBe(1);
    expect(notes.map(({ body: text }) => text)).toEqual([
      '<!-- assay assay -->\nADMIT',
      `<!-- assay assay -->\n${written('report.md')}`,
    ]);
    expect(notes[1]?.body).toMatch(/\*\*Since the base\*\* .*: 1 newly failing/);
    write(folder, 'admit');
    const second = await runJob({}, mergeRequest);
    expect([second.code, notes.length]).toEqual([0, 2]);
    expect(notes[1]?.body).toContain('no rule says anything else');
    expect(forge.requests.every(({ headers }) => headers['private-token'] === token)).toBe(true);
    expect(first.log + second.log).not.toContain(token);
  });

  test('without a kept run, or a token that may, it says so and the decision stands', async () => {
    write(folder, 'block');
    const none = await runJob({}, mergeRequest);
    expect([none.code, notes.length]).toEqual([1, 1]);
    expect(none.log).toContain('nothing to compare with');
    refused = true;
    const unauthorised = await runJob({}, mergeRequest);
    expect(unauthorised.code).toBe(1);
    expect(unauthorised.log).toMatch(/warning: .* was answered with 401; ASSAY_GITLAB_TOKEN needs/);
    const silent = await runJob({}, { ...mergeRequest, ASSAY_GITLAB_TOKEN: '' });
    expect(silent.log).toContain('set the masked variable ASSAY_GITLAB_TOKEN');
  });

  test('what could not run ends with 2, and the note says why', async () => {
    const done = await runJob({ sources: 'no-such-file.csv' }, mergeRequest);
    expect(done.code, done.log).toBe(2);
    expect(notes[0]?.body).toMatch(/COULD NOT RUN\n\n {4}.*no-such-file/);
  });

  test('inputs are data, several sources are taken, and assay must be there', async () => {
    const hostile = '$(touch pwned)`touch pwned`;touch pwned';
    expect(
      (await runJob({ sources: `readings, ${hostile}`, where: hostile, contract: hostile }, {})).code,
    ).toBe(2);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
    for (const block of [...job.before_script, ...job.script]) expect(block).not.toContain('$[[');
    mkdirSync(join(folder, 'more'));
    writeFileSync(join(folder, 'more', 'two words.csv'), 'temp,batch\n20,a\n');
    const several = { sources: 'data/readings.csv, more/two words.csv', contract: 'readings.odcs.yaml' };
    const done = await runJob(several, {});
    expect(done.code, done.log).toBe(0);
    expect(JSON.parse(written('run.json')).runs).toHaveLength(2);
    const bare = await runJob({}, {}, '/usr/bin:/bin');
    expect([bare.code, bare.log]).toEqual([2, expect.stringContaining('assay is not installed')]);
  });

  test('installs what the input names', async () => {
    const prefix = mkdtempSync(join(bin, 'prefix-'));
    const source = join(folder, 'tools', 'its-assay');
    mkdirSync(source, { recursive: true });
    writeFileSync(
      join(source, 'package.json'),
      JSON.stringify({ name: 'its-assay', version: '1.0.0', bin: { assay: 'assay' } }),
    );
    writeFileSync(join(source, 'assay'), readFileSync(join(bin, 'assay')));
    const path = [join(prefix, 'bin'), process.env.PATH].join(delimiter);
    const done = await runJob({ install: 'tools/its-assay' }, { npm_config_prefix: prefix }, path);
    expect(done.code, done.log).toBe(0);
  });
});
