import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inFolder, initIn, normalOf, randomOf } from './in-folder.ts';

const poisson = (random: () => number, mean: number): number => {
  let [count, chance] = [0, Math.exp(-mean)];
  let sum = chance;
  const point = random();
  while (point > sum && count < 100) {
    count += 1;
    chance *= mean / count;
    sum += chance;
  }
  return count;
};

/** A batch of a process of every kind but the log-normal, whose tail no few hundred rows tell. */
const batch = (seed: number, rows: number, part: number): string => {
  const random = randomOf(seed);
  let slow = 0;
  for (let warm = 0; warm < 100; warm += 1) slow = 0.95 * slow + normalOf(random);
  const words = ['pump', 'valve', 'is', 'ok', 'leaking', 'see'];
  const lines = Array.from({ length: rows }, (_unused, row) => {
    slow = 0.95 * slow + normalOf(random);
    const index = part * rows + row;
    const state = random();
    return [
      index,
      new Date(Date.UTC(2024, 0, 1) + index * 60_000).toISOString().slice(0, 19),
      (20 + 2 * normalOf(random)).toFixed(2),
      (random() * 100).toFixed(1),
      (-10 * Math.log(1 - random())).toFixed(3),
      (50 + slow).toFixed(2),
      poisson(random, 0.5),
      poisson(random, 8),
      poisson(random, 0.02),
      state < 0.6 ? 'ok' : state < 0.9 ? 'warm' : state < 0.97 ? 'hot' : 'off',
      random() < 0.3 ? '' : (5 + normalOf(random)).toFixed(1),
      random() < 0.1 ? '' : (random() * random()).toFixed(4),
      `LOT-${String(Math.floor(random() * 1e4)).padStart(4, '0')}`,
      Array.from({ length: 1 + poisson(random, 4) }, () => words[Math.floor(random() * words.length)]).join(
        ' ',
      ),
      random() < 0.5 ? 0 : (random() * 10).toFixed(2),
      Math.min(10, -3 * Math.log(1 - random())).toFixed(2),
    ].join(',');
  });
  const head =
    'id,at,normal,uniform,exponential,slow,few,counted,defects,state,sparse,products,lot,words,half_zero,clipped';
  return `${head}\n${lines.join('\n')}\n`;
};

test('fresh batches of a process of sixteen columns are admitted: at most 1 of 48 (12 contracts of 60 to 1,000 rows, 4 batches each)', async () => {
  const blocked: string[] = [];
  for (const rows of [60, 200, 1000]) {
    for (let contract = 0; contract < 4; contract += 1) {
      await inFolder(async (folder) => {
        mkdirSync(join(folder, 'fresh'));
        const seed = rows * 1000 + contract * 50;
        writeFileSync(join(folder, 'it.csv'), batch(seed, rows, 0));
        const { check } = await initIn(folder, ['it.csv']);
        for (let part = 1; part <= 4; part += 1) {
          writeFileSync(join(folder, 'fresh/it.csv'), batch(seed + part, rows, part));
          const [run] = await check('fresh/it.csv', 'it.odcs.yaml');
          const failed = run?.verdicts.filter(({ status }) => status === 'fail' || status === 'unknown');
          if (run?.decision !== 'admit')
            blocked.push(`${seed}+${part}: ${failed?.map(({ rule, message }) => `${rule}: ${message}`)}`);
        }
      });
    }
  }
  expect(blocked.length, blocked.join('\n')).toBeLessThanOrEqual(1);
}, 120_000);
