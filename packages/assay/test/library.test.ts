import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addVersion,
  check,
  checkProject,
  convertContract,
  diffContracts,
  doctor,
  explain,
  history,
  htmlProfile,
  htmlReport,
  init,
  lintContracts,
  plan,
  profile,
  quarantined,
  Refusal,
  readContract,
  release,
  report,
  ruleHistory,
  storedRuns,
  versionLog,
  waive,
} from '../src/index.ts';
import { smallContract } from './support/contract-text.ts';

const assay = resolve(import.meta.dirname, '../bin/assay.js');

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-library-'));
  writeFileSync(join(cwd, 'small.odcs.yaml'), smallContract);
  writeFileSync(join(cwd, 'small.csv'), 'id,temp\n1,20.5\n2,99\n3,\n');
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

describe('the library', () => {
  test('check gates a source and gives the run the command line prints', async () => {
    const run = await check({ source: 'small.csv', contract: 'small.odcs.yaml', cwd });
    expect(run).toMatchObject({
      schema: 'assay.run/v1',
      decision: 'block',
      subject: { name: 'small', rows: 3, columns: 2 },
    });
    expect(run.verdicts.filter(({ status }) => status === 'fail')).toMatchObject([
      { rule: 'small.temp/range', count: 1, total: 3 },
    ]);
    expect(readdirSync(join(cwd, '.assay'))).toContain('catalog.db');
  });

  test('keep: false leaves nothing behind', async () => {
    await check({ source: 'small.csv', contract: 'small.odcs.yaml', cwd, keep: false });
    expect(readdirSync(cwd).sort()).toEqual(['small.csv', 'small.odcs.yaml']);
  });

  test('a source that cannot be read has no decision and says why', async () => {
    const run = await check({ source: 'other.csv', contract: 'small.odcs.yaml', cwd, keep: false });
    expect(run.decision).toBeNull();
    expect(run.problems).toMatchObject([{ code: 'source-not-found' }]);
  });

  test('a contract that cannot be read is a refusal with its line', async () => {
    writeFileSync(join(cwd, 'bad.odcs.yaml'), smallContract.replace('required', 'requird'));
    const refused = check({ source: 'small.csv', contract: 'bad.odcs.yaml', cwd }).catch(
      (cause: unknown) => cause,
    );
    const cause = await refused;
    expect(cause).toBeInstanceOf(Refusal);
    expect((cause as Refusal).problems).toMatchObject([{ code: 'contract-invalid', where: { line: 9 } }]);
  });

  test('where limits the rules to some rows, and says so', async () => {
    const run = await check({
      source: 'small.csv',
      contract: 'small.odcs.yaml',
      where: 'temp < 50',
      cwd,
      keep: false,
    });
    expect(run).toMatchObject({ decision: 'admit', subject: { scope: { where: 'temp < 50' } } });
  });

  test('where adds to what the project says, each read by itself', async () => {
    const datasets =
      'version: 1\ndatasets: {small: {path: small.csv, contract: small.odcs.yaml, where: temp < 50}}\n';
    writeFileSync(join(cwd, 'assay.yaml'), datasets);
    const run = await check({ source: 'small', where: 'id > 0', cwd, keep: false });
    expect(run).toMatchObject({
      decision: 'admit',
      subject: { scope: { where: '(temp < 50) and (id > 0)' } },
    });
    const cause = await check({ source: 'small', where: 'id > 5) or (id > 0', cwd, keep: false }).catch(
      (reason: unknown) => reason,
    );
    expect((cause as Refusal).problems).toMatchObject([
      { code: 'expression-invalid', message: 'where: expected the end or an operator, found )' },
    ]);
  });

  test('select keeps some rules, and refuses to check nothing', async () => {
    const run = await check({
      source: 'small.csv',
      contract: 'small.odcs.yaml',
      select: ['small.id/*'],
      cwd,
      keep: false,
    });
    expect(run.decision).toBe('admit');
    const none = await check({
      source: 'small.csv',
      contract: 'small.odcs.yaml',
      select: ['small.nothing/*'],
      cwd,
      keep: false,
    });
    expect(none).toMatchObject({ decision: null, problems: [{ code: 'selection-empty' }] });
  });

  test('plan asks nothing and shows the queries', async () => {
    const planned = await plan({ source: 'small.csv', contract: 'small.odcs.yaml', cwd });
    expect(planned.rules.map(({ rule }) => rule)).toContain('small.temp/range');
    expect(planned.rounds[0]?.queries[0]?.sql).toContain('min("temp")');
  });

  test('profile measures every column', async () => {
    const found = await profile({ source: 'small.csv', cwd });
    expect(found).toMatchObject({
      rows: 3,
      columns: [
        { name: 'id' },
        { name: 'temp', metrics: { nulls: { nulls: 1 }, extent: { min: 20.5, max: 99 } } },
      ],
    });
  });

  test('checkProject gates every dataset of the project', async () => {
    writeFileSync(
      join(cwd, 'assay.yaml'),
      'version: 1\ndatasets:\n  small: {path: small.csv, contract: small.odcs.yaml}\n',
    );
    expect((await checkProject({ cwd })).map(({ decision }) => decision)).toEqual(['block']);
  });

  test('readContract gives the objects and their demands', () => {
    expect(readContract(join(cwd, 'small.odcs.yaml')).objects[0]?.properties.map(({ name }) => name)).toEqual(
      ['id', 'temp'],
    );
  });

  test('waive accepts a failure, history remembers both runs, release puts rows back', async () => {
    const gate = () => check({ source: 'small.csv', contract: 'small.odcs.yaml', cwd });
    const blocked = await gate();
    await waive(
      { rule: 'small.temp/range', until: '2999-12-31', owner: 'plant', reason: 'sensor 2 is new' },
      { cwd },
    );
    expect((await gate()).decision).toBe('admit');
    expect((await history('small', { cwd })).runs.map(({ decision }) => decision)).toEqual([
      'admit',
      'block',
    ]);
    expect(quarantined({ cwd }).quarantined).toHaveLength(1);
    const done = await release({ run: blocked.id, owner: 'plant', reason: 'looked at' }, { cwd });
    expect(done.rows).toBe(1);
  });

  test('init drafts a project that admits the data it was drafted from', async () => {
    rmSync(join(cwd, 'small.odcs.yaml'));
    await init(['small.csv'], { cwd });
    expect((await checkProject({ cwd })).map(({ decision }) => decision)).toEqual(['admit']);
  });

  test('report renders a run, explain explains, doctor looks around', async () => {
    const run = await check({ source: 'small.csv', contract: 'small.odcs.yaml', cwd, keep: false });
    expect(report(run, 'md')).toContain('BLOCK');
    expect(() => report(run, 'pdf')).toThrow(Refusal);
    expect(report([run, run], 'json')).toContain('assay.runs/v1');
    expect((await explain('stuckAt'))[0]?.family).toBe('check');
    expect((await doctor({ cwd })).findings.find(({ what }) => what === 'duckdb')?.state).toBe('ok');
  });

  test('a source given by its parts is named as its file, and sought from cwd', async () => {
    const run = await check({
      source: { kind: 'files', path: 'small.csv' },
      contract: 'small.odcs.yaml',
      cwd,
      keep: false,
    });
    expect(run).toMatchObject({ decision: 'block', subject: { name: 'small', rows: 3 } });
  });

  test('admitted rows are written from cwd, and only where rows are kept', async () => {
    const options = { source: 'small.csv', contract: 'small.odcs.yaml', cwd, admitted: 'good.csv' };
    await check(options);
    expect(readFileSync(join(cwd, 'good.csv'), 'utf8').trim().split('\n')).toHaveLength(3);
    await expect(check({ ...options, keep: false })).rejects.toThrow(Refusal);
    await expect(check({ ...options, admitted: 'good.docx' })).rejects.toThrow('cannot be written');
  });

  test('checkProject gates the sources named', async () => {
    const runs = await checkProject({
      sources: ['small.csv', 'small.csv'],
      contract: 'small.odcs.yaml',
      cwd,
    });
    expect(runs.map(({ subject }) => subject.name)).toEqual(['small', 'small']);
  });

  test('stored runs, the history of a rule and what a rule means are read back', async () => {
    const { id } = await check({ source: 'small.csv', contract: 'small.odcs.yaml', cwd });
    expect((await storedRuns([], { cwd })).map((run) => run.id)).toEqual([id]);
    expect(await htmlReport(await storedRuns([], { cwd }), { cwd })).toContain('<title>BLOCK small · Assay');
    expect(await htmlProfile(await profile({ source: 'small.csv', cwd }))).toContain('profile small · Assay');
    expect((await storedRuns(['small'], { cwd })).map((run) => run.id)).toEqual([id]);
    await expect(storedRuns(['smal'], { cwd })).rejects.toMatchObject({
      problems: [{ code: 'run-not-found', hint: 'did you mean small?' }],
    });
    expect((await ruleHistory('small', 'temp/range', { cwd })).verdicts).toMatchObject([
      { run: id, count: 1 },
    ]);
    expect((await explain('small.temp/range', { cwd })).map((topic) => topic.id)).toEqual(['range']);
  });

  test('the text of a report says what the command line says', async () => {
    const run = await check({ source: 'small.csv', contract: 'small.odcs.yaml', cwd });
    const told = spawnSync(process.execPath, ['--conditions=assay-source', assay, 'report'], {
      cwd,
      encoding: 'utf8',
    });
    expect(`${report(run, 'text')}\n`).toBe(told.stdout);
  });

  test('contracts are linted, compared and converted from cwd', () => {
    expect(lintContracts(['small.odcs.yaml', 'none.yaml'], { cwd }).problems.map(({ code }) => code)).toEqual(
      ['contract-lint', 'contract-not-found'],
    );
    writeFileSync(join(cwd, 'looser.odcs.yaml'), smallContract.replace('maximum: 31', 'maximum: 40'));
    expect(diffContracts('small.odcs.yaml', 'looser.odcs.yaml', { cwd }).changes).toMatchObject([
      { kind: 'rangeWidened', effect: 'breaks readers' },
    ]);
    expect(convertContract('small.odcs.yaml', { cwd, to: 'same.odcs.yaml' }).text).toBe(smallContract);
    expect(() => convertContract('small.odcs.yaml', { cwd, to: 'same.odcs.yaml' })).toThrow(Refusal);
  });

  test('a release says who and why, and its file is sought from cwd', async () => {
    const { id } = await check({ source: 'small.csv', contract: 'small.odcs.yaml', cwd });
    const request = { run: id, owner: 'ana', reason: 'looked at', to: 'back.csv' };
    await expect(release({ ...request, reason: ' ' }, { cwd })).rejects.toThrow('the reason is empty');
    await release(request, { cwd });
    expect(existsSync(join(cwd, 'back.csv'))).toBe(true);
  });

  test('a parameter that is no text is refused in words, and nothing is added', async () => {
    const lr = 0.1 as unknown as string;
    const adding = addVersion({
      path: 'small.csv',
      name: 'small',
      origin: { parameters: { lr } },
      author: 'ana',
      cwd,
    });
    await expect(adding).rejects.toThrow('the parameter lr is number 0.1, and a parameter is a text');
    expect((await versionLog(undefined, { cwd })).versions).toEqual([]);
  });
});
