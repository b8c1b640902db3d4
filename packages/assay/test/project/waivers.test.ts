import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadWaivers, waiverNotes } from '../../src/project/waivers.ts';
import { addWaiver, readWaivers } from '../../src/project/waivers-file.ts';

const now = new Date('2026-05-10T12:00:00Z');

const entry = (given: Record<string, string> = {}): string =>
  Object.entries({
    rule: 'readings.temp/range',
    until: '2026-05-10',
    owner: 'ana',
    reason: 'sensor 3 is exchanged',
    ...given,
  })
    .map(([key, value], index) => `${index === 0 ? '  - ' : '    '}${key}: ${value}\n`)
    .join('');

const load = (text: string) => loadWaivers(text, 'assay.waivers.yaml', now);
const listOf = (...entries: string[]): string => `version: 1\nwaivers:\n${entries.join('')}`;

describe('loadWaivers', () => {
  test('a waiver holds through its last day', () => {
    const { active, problems } = load(listOf(entry()));
    expect(active.get('readings.temp/range')).toEqual({
      until: '2026-05-10',
      owner: 'ana',
      reason: 'sensor 3 is exchanged',
    });
    expect(problems).toEqual([]);
  });

  test('one that has ended does not apply and is noted, with its line', () => {
    const waivers = load(listOf(entry({ until: '2026-05-09' })));
    expect(waivers.active.size).toBe(0);
    expect(waiverNotes(waivers, 'readings', undefined, 'f')).toMatchObject([
      {
        code: 'waiver-note',
        message: 'the waiver of readings.temp/range ended on 2026-05-09',
        where: { line: 3 },
      },
    ]);
    expect(waiverNotes(waivers, 'reading', undefined, 'f')).toEqual([]);
  });

  test('a rule may be waived anew after its waiver ended, and not twice at once', () => {
    expect(load(listOf(entry({ until: '2026-01-01' }), entry())).active.size).toBe(1);
    expect(load(listOf(entry(), entry())).problems).toMatchObject([
      { code: 'waiver-invalid', where: { line: 7 } },
    ]);
  });

  test.each([
    ['an unknown key', listOf(entry({ untill: '2026-06-01' })), 'untill'],
    ['no reason', listOf(entry().replace(/ {4}reason.*\n/, '')), 'reason'],
    ['an empty owner', listOf(entry({ owner: '""' })), 'owner'],
    ['a day that does not exist', listOf(entry({ until: '2026-02-30' })), 'no such day'],
    ['a date in words', listOf(entry({ until: 'next week' })), '2026-11-30'],
    ['another version', `version: 2\nwaivers: []\n`, 'version'],
    ['a list without a version', entry().replace(/^ {2}/gm, ''), 'expected a map, found a list'],
  ])('%s stops the run', (_what, text, says) => {
    const { active, problems } = load(text);
    expect(active.size).toBe(0);
    expect(problems).not.toEqual([]);
    expect(problems[0]?.code).toBe('waiver-invalid');
    expect(problems.map(({ message }) => message).join()).toContain(says);
  });

  test('broken YAML stops the run', () => {
    expect(load('version: 1\nwaivers: [').problems[0]?.code).toBe('yaml-invalid');
  });

  test('an empty file holds no waivers', () => {
    expect(load('# none yet\n')).toMatchObject({ all: [], problems: [] });
  });

  test('a waiver that matches no rule of its object is noted; those of other objects are not', () => {
    const waivers = load(
      listOf(entry(), entry({ rule: 'readings/rowCount' }), entry({ rule: 'orders.id/unique' })),
    );
    const notes = waiverNotes(waivers, 'readings', ['readings.temp/range'], 'f');
    expect(notes.map(({ message }) => message)).toEqual([
      'the waiver of readings/rowCount matches no rule of readings',
    ]);
  });
});

describe('addWaiver', () => {
  let folder: string;
  const path = () => join(folder, 'assay.waivers.yaml');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-waivers-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const waiver = {
    rule: 'a.b/range',
    until: '2026-06-01',
    owner: 'ana',
    reason: 'known: sensor 3 # broken',
    createdAt: '2026-05-10',
  };

  test('begins the file, and what it wrote is read back', () => {
    addWaiver(folder, waiver, now);
    expect(readWaivers(folder, now).all).toEqual([waiver]);
    expect(readFileSync(path(), 'utf8')).toMatch(/^# Failures that people accept/);
  });

  test('keeps comments, order and the other waivers', () => {
    writeFileSync(path(), `# ours\n${listOf(entry().replace('ana', 'ana # team A'))}# the end\n`);
    addWaiver(folder, waiver, now);
    const text = readFileSync(path(), 'utf8');
    expect(text).toContain('# ours\n');
    expect(text).toContain('ana # team A');
    expect(text).toContain('# the end');
    expect(readWaivers(folder, now).all.map(({ rule }) => rule)).toEqual([
      'readings.temp/range',
      'a.b/range',
    ]);
  });

  test.each([
    ['a day that is over', { until: '2026-05-09' }, '2026-05-09 is over'],
    ['no owner', { owner: ' ' }, 'owner'],
    ['no day', { until: 'soon' }, 'until'],
  ])('refuses %s and writes nothing', (_what, given, says) => {
    expect(() => addWaiver(folder, { ...waiver, ...given }, now)).toThrow(says);
    expect(existsSync(path())).toBe(false);
  });

  test('refuses a rule that is waived already, and accepts one whose waiver ended', () => {
    addWaiver(folder, waiver, now);
    expect(() => addWaiver(folder, { ...waiver, owner: 'bob' }, now)).toThrow(
      'is waived until 2026-06-01 by ana',
    );
    addWaiver(folder, { ...waiver, until: '2026-08-01' }, new Date('2026-07-01'));
    expect(readWaivers(folder, new Date('2026-07-01')).active.get('a.b/range')?.until).toBe('2026-08-01');
  });
});
