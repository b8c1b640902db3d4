import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintContract } from '../../src/contract/lint-contract.ts';
import { parseContract } from '../../src/contract/parse-contract.ts';
import { roundedOut } from '../../src/operations/suggest/suggest-range.ts';
import { runLimit } from '../../src/operations/suggest/suggest-stuck.ts';
import { inFolder, initIn, problemsOf, randomOf, uncommented } from './in-folder.ts';

/** What init suggests for each column of a table of so many rows: `? ` before a question. */
const suggested = (head: string, count: number, line: (index: number) => string) =>
  inFolder(async (folder) => {
    const lines = Array.from({ length: count }, (_unused, index) => line(index));
    writeFileSync(join(folder, 'it.csv'), `${head}\n${lines.join('\n')}\n`);
    const { report, contractOf, check } = await initIn(folder, ['it.csv']);
    const contract = contractOf('it');
    expect(problemsOf(contract)).toEqual([]);
    expect(problemsOf(uncommented(contract))).toEqual([]);
    expect((await check())[0]?.decision).toBe('admit');
    const found = report.datasets[0]?.suggestions ?? [];
    return {
      of: (column: string) =>
        found
          .filter((one) => one.column === column && one.check !== 'required')
          .map(({ check: id, shown, sure }) => `${sure ? '' : '? '}${id} ${shown}`),
      reasons: found.map(({ reason }) => reason),
      contract,
    };
  });

describe('texts', () => {
  test('of numbers but for a few are a question of their type, and nothing else', async () => {
    const { of, reasons, contract } = await suggested('v,w,code', 1200, (row) =>
      [
        row % 400 === 0 ? 'n/a' : (row / 7).toFixed(2),
        row === 77 ? '#REF!' : (row * 3) % 1000,
        `0${row % 400}${row === 9 ? 'x' : ''}`,
      ].join(','),
    );
    expect(of('v')).toEqual(['? type number']);
    expect(of('w')).toEqual(['? type integer']);
    expect(of('code').filter((one) => one.includes('type'))).toEqual([]);
    expect(reasons.join()).toMatch(
      /all but [123] of \d+ texts looked at are numbers: mistakes, or another type\?/,
    );
    expect(contract).toMatch(/name: w\n +# review: .*whole numbers.*\n +# logicalType: integer\n/);
  });

  test('that are UUIDs, addresses or mails are of that format', async () => {
    const random = randomOf(11);
    const hex = (length: number): string =>
      Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
    const { of } = await suggested('uid,host,mail', 300, (row) =>
      [
        [8, 4, 4, 4, 12].map(hex).join('-'),
        `10.0.${row % 6}.${row % 50}`,
        `user${row}@plant${row % 90}.example`,
      ].join(','),
    );
    expect(of('uid')).toEqual(['primaryKey uid', 'format uuid']);
    expect(of('host')).toEqual(['format ipv4']);
    expect(of('mail')).toContain('format email');
  });

  test('that are few or constant have no length by that; a length that runs off has no bound', async () => {
    const { of } = await suggested('same,three,longer', 1200, (row) =>
      [
        'x',
        ['ab', 'cd', 'ef'][row % 3],
        `${'very '.repeat(row % 5)}good ${row % 300 === 7 ? 'x'.repeat(300) : ''}on ${row % 90}`,
      ].join(','),
    );
    expect(of('same')).toEqual([]);
    expect(of('three')).toEqual(['invalidValues 3 values']);
    expect(of('longer')).toEqual([]);
  });
});

describe('0 and 1', () => {
  const random = randomOf(5);
  const rows = Array.from({ length: 1000 }, (_unused, row) =>
    [row % 500 === 3 ? 1 : 0, random() < 0.02 ? 1 : 0, random() < 0.02 ? 1 : 0].join(','),
  );
  test('are a flag however rare the 1, unless the name says that something is counted', async () => {
    const { of, reasons } = await suggested('is_new,alarm,defects', rows.length, (row) => rows[row] ?? '');
    expect(of('is_new')).toEqual(['invalidValues 2 values']);
    expect(of('alarm')).toEqual(['invalidValues 2 values']);
    expect(of('defects')).toEqual(['? invalidValues 2 values']);
    expect(reasons.join()).toContain('can 2 come?');
  });
});

test('limits on constant runs hold on fresh batches of the same process (500 each, seed 9)', () => {
  const random = randomOf(9);
  const longest = (readings: number, repeats: number): number => {
    let [run, most] = [1, 1];
    for (let index = 1; index < readings; index += 1) {
      run = random() < repeats ? run + 1 : 1;
      most = Math.max(most, run);
    }
    return most;
  };
  for (const readings of [100, 200, 1000, 5000]) {
    for (const repeats of [0.1, 0.5, 0.8, 0.95]) {
      const crossed = Array.from(
        { length: 500 },
        () => longest(readings, repeats) > runLimit(longest(readings, repeats), readings),
      ).filter(Boolean).length;
      expect(crossed, `${readings} readings, ${repeats}`).toBeLessThanOrEqual(11);
    }
  }
});

test('bounds of huge numbers close together hold them', () => {
  for (const value of [9007199254740991, -9007199254740991, 1700000000123, 123456789012345]) {
    expect(roundedOut(value, 3, 1, true)).toBeGreaterThanOrEqual(value);
    expect(roundedOut(value, 3, -1, true)).toBeLessThanOrEqual(value);
  }
  expect(roundedOut(0.1 + 0.2, 1, 1, false)).toBe(0.31);
});

test('how a source was read is told, lint finds nothing, and one row is one row', () =>
  inFolder(async (folder) => {
    mkdirSync(join(folder, 'in'));
    writeFileSync(join(folder, 'in/1.csv'), 'id,a\n1,2\n');
    const { contractOf } = await initIn(folder, ['in/1.csv']);
    const [head] = contractOf('1').split('\n');
    expect(head).toBe('# Drafted by assay init from 1 row. It is yours: change it.');
    expect(contractOf('1')).toContain('# review: the one row has it; too few rows to be sure');
  }).then(() =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, 'in'));
      const lines = Array.from({ length: 120 }, (_unused, row) => `${row},${row % 7}`).join('\n');
      writeFileSync(join(folder, 'in/1.csv'), `id,a\n${lines}\n`);
      writeFileSync(join(folder, 'in/2.csv'), `id,b\n${lines.replaceAll(/^/gm, '77')}\n`);
      const { report, contractOf } = await initIn(folder, ['in/*.csv']);
      expect(report.datasets[0]?.notes.join()).toContain('not all files have the same columns');
      const { contract } = parseContract(contractOf('in'), 'in.odcs.yaml');
      expect(contract === undefined ? undefined : lintContract(contract)).toEqual([]);
      expect(report.datasets[0]?.suggestions[0]).toMatchObject({
        check: 'rowCount',
        shown: 'at least one row',
        place: 'quality',
        body: { metric: 'rowCount', mustBeGreaterThan: 0 },
        sure: true,
        reason: 'an empty table breaks no other rule',
      });
    }),
  ));
