import { describe, expect, test } from 'vitest';
import { normal, randomFrom } from '../../../../bench/random.ts';
import { drift } from '../../src/index.ts';
import { runCli } from '../support/run-cli.ts';
import { folderPerTest } from '../support/test-folder.ts';

/** Readings of two sensors, each of which depends on the one before. */
const readingsOf = (each: number, seed: number, shift = 0): string => {
  const random = randomFrom(seed);
  const lines = ['at,sensor,temp,state'];
  const level = [0, 0];
  for (let minute = 0; minute < each; minute += 1)
    for (const sensor of [0, 1]) {
      level[sensor] = 0.95 * (level[sensor] ?? 0) + normal(random);
      const temp = (level[sensor] ?? 0) + 20 * sensor + shift;
      const at = new Date(Date.UTC(2026, 0, 1) + minute * 60_000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' ');
      lines.push(`${at},s${sensor},${temp.toFixed(3)},${(level[sensor] ?? 0) > 0 ? 'warm' : 'cold'}`);
    }
  return lines.join('\n');
};

const series = { order: 'at', per: ['sensor'] };

describe('readings that depend on those before them', () => {
  const folder = folderPerTest();
  const statusOf = async (batch: string, more: object = {}) => {
    folder.write('usual.csv', readingsOf(5000, 1));
    folder.write('batch.csv', batch);
    const report = await drift({ source: 'batch.csv', against: 'usual.csv', cwd: folder.path, ...more });
    return Object.fromEntries(report.columns.map(({ column, status }) => [column, status]));
  };

  test('are no drift where they are said to be a series, and one where they are not', async () => {
    const batch = readingsOf(300, 8);
    expect(await statusOf(batch, { series })).toMatchObject({
      temp: 'stable',
      state: 'stable',
      sensor: 'stable',
    });
    expect(await statusOf(batch)).toMatchObject({ state: 'drifted' });
  });

  test('drift where they moved by more than they do by themselves', async () => {
    expect(await statusOf(readingsOf(1000, 4, 8), { series })).toMatchObject({
      temp: 'drifted',
      sensor: 'stable',
    });
  });

  test('are not judged where the reference is too short, with the rows that are needed', async () => {
    folder.write('usual.csv', readingsOf(100, 1));
    folder.write('batch.csv', readingsOf(100, 2));
    const { stdout, code } = await runCli(
      ['drift', 'batch.csv', '--against', 'usual.csv', '--series', 'at', '--per', 'sensor', '--quiet'],
      { cwd: folder.path },
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\n\? {2}temp +not compared +the reference is too short: its rows depend on each other over [\d,]+ rows, and [\d,]+ are needed/,
    );
  });

  test('a hint says how where nothing was said of an order', async () => {
    folder.write('usual.csv', readingsOf(100, 1));
    const { stdout } = await runCli(['drift', 'usual.csv', '--against', 'usual.csv', '--quiet'], {
      cwd: folder.path,
    });
    expect(stdout).toContain('with --series at only');
  });

  test('an order that the reference lacks is refused', async () => {
    folder.write('usual.csv', readingsOf(100, 1));
    const { stderr, code } = await runCli(
      ['drift', 'usual.csv', '--against', 'usual.csv', '--series', 'when'],
      { cwd: folder.path },
    );
    expect(code).toBe(2);
    expect(stderr).toContain('no column when');
  });
});
