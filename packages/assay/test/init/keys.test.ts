import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { InitReport } from '../../src/domain/init-report.ts';
import { inFolder, initIn, randomOf } from './in-folder.ts';

const day = (index: number): string => new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10);

const drafted = (text: string): Promise<InitReport> =>
  inFolder(async (folder) => {
    writeFileSync(join(folder, 'it.csv'), text);
    const { report, check } = await initIn(folder, ['it.csv']);
    expect((await check())[0]?.decision).toBe('admit');
    return report;
  });

const keyOf = ({ datasets }: InitReport) => {
  const found = datasets[0]?.suggestions.find(({ body }) => 'primaryKey' in body);
  return found === undefined ? undefined : { shown: found.shown, sure: found.sure, reason: found.reason };
};

const csv = (head: string, count: number, line: (index: number) => string): string =>
  `${head}\n${Array.from({ length: count }, (_unused, index) => line(index)).join('\n')}\n`;

describe('keys', () => {
  test('of three columns, where no two tell rows apart', async () => {
    const random = randomOf(3);
    const report = await drafted(
      csv('plant,line,day,shift,value', 1200, (row) =>
        [
          1 + (row % 4),
          1 + (Math.floor(row / 4) % 3),
          day(Math.floor(row / 12)),
          random() < 0.5 ? 'early' : 'late',
          random().toFixed(4),
        ].join(','),
      ),
    );
    expect(keyOf(report)).toEqual({
      shown: 'line + plant + day',
      sure: true,
      reason: 'line, plant and day together are different in all 1,200 rows',
    });
    expect(report.datasets[0]?.suggestions).toContainEqual(
      expect.objectContaining({ check: 'gap', shown: '1 d per line, plant', sure: true }),
    );
  });

  test('none where rows are twice, whatever columns are joined', async () => {
    const report = await drafted(
      csv('plant,line,day', 1200, (row) =>
        [1 + (row % 4), 1 + (Math.floor(row / 4) % 3), day(Math.floor(row / 24))].join(','),
      ),
    );
    expect(keyOf(report)).toBeUndefined();
  });

  test('times with a zone, and times one interval apart however far, are sure', async () => {
    const at = (row: number, seconds: number): string =>
      new Date(Date.UTC(2024, 0, 1) + row * seconds * 1000).toISOString();
    const value = (row: number): number => (row * 37) % 101;
    expect(keyOf(await drafted(csv('at,v', 1200, (row) => `${at(row, 60)},${value(row)}`)))).toMatchObject({
      shown: 'at',
      sure: true,
    });
    expect(
      keyOf(await drafted(csv('at,v', 400, (row) => `${at(row, 86_400).slice(0, 19)},${value(row)}`))),
    ).toEqual({
      shown: 'at',
      sure: true,
      reason: 'every one of 400 values is different, one interval apart',
    });
  });
});
