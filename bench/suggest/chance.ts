import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { normal, randomFrom } from '../random.ts';
import { acrossFile } from './across.ts';

/** Counts what is found across columns that have nothing to do with one another: every suggestion is a false one. */

type Random = () => number;
type Cells = () => string | number;

const category = (random: Random, values: number, skew: number): Cells => {
  return () => `c${Math.floor(values * random() ** skew)}`;
};
const gaps =
  (cells: Cells, random: Random, share: number): Cells =>
  () =>
    random() < share ? '' : cells();

/** Columns whose rows are independent. */
const independent = (random: Random): Readonly<Record<string, Cells>> => ({
  flag: () => (random() < 0.1 ? 1 : 0),
  rare: () => (random() < 0.01 ? 1 : 0),
  state: category(random, 3, 1),
  kind: category(random, 12, 2),
  code: category(random, 80, 1),
  place: category(random, 400, 1.5),
  count: () => Math.floor(-8 * Math.log(random())),
  small: () => Math.floor(random() * 100),
  level: () => (40 + 10 * normal(random)).toFixed(1),
  other: () => (42 + 10 * normal(random)).toFixed(1),
  price: () => Math.exp(3 + normal(random)).toFixed(2),
  zeros: () => (random() < 0.8 ? 0 : (random() * 40).toFixed(2)),
  partly: gaps(() => (random() * 50).toFixed(2), random, 0.4),
  remark: gaps(category(random, 30, 1), random, 0.7),
  begun: () => new Date(1.7e12 + random() * 3e10).toISOString(),
  ended: () => new Date(1.701e12 + random() * 3e10).toISOString(),
});

const walk = (random: Random, step: number): Cells => {
  let at = 50;
  return () => {
    at += step * normal(random);
    return at.toFixed(2);
  };
};
const stays = (cells: Cells, random: Random, share: number): Cells => {
  let held = cells();
  return () => {
    if (random() > share) held = cells();
    return held;
  };
};

/** Columns that do not know of one another, but whose rows follow the rows before. */
const slow = (random: Random): Readonly<Record<string, Cells>> => ({
  walk: walk(random, 0.5),
  drift: walk(random, 1),
  noise: () => (50 + 10 * normal(random)).toFixed(2),
  mode: stays(category(random, 3, 1), random, 0.98),
  recipe: stays(category(random, 12, 1), random, 0.98),
  operator: stays(category(random, 8, 1), random, 0.995),
  alarm: stays(() => (random() < 0.1 ? 1 : 0), random, 0.98),
  batch: stays(category(random, 200, 1), random, 0.95),
  target: stays(() => Math.floor(random() * 40) * 5, random, 0.98),
  comment: stays(gaps(category(random, 20, 1), random, 0.5), random, 0.9),
});

const tables = Number(process.argv[2] ?? 100);
const folder = mkdtempSync(join(tmpdir(), 'assay-chance-'));
try {
  for (const [name, process_] of Object.entries({ independent, slow })) {
    for (const rows of [200, 1000, 5000]) {
      let [sure, questions, withAny] = [0, 0, 0];
      const by: Record<string, number> = {};
      for (let seed = 1; seed <= tables; seed += 1) {
        const cells = process_(randomFrom(seed * 7919 + rows));
        const names = Object.keys(cells);
        const lines = Array.from({ length: rows }, () => names.map((one) => cells[one]?.() ?? '').join(','));
        const path = join(folder, 'it.csv');
        writeFileSync(path, `${names.join(',')}\n${lines.join('\n')}\n`);
        const { found } = await acrossFile(path);
        sure += found.filter(({ suggestion }) => suggestion.sure).length;
        questions += found.filter(({ suggestion }) => !suggestion.sure).length;
        withAny += found.length > 0 ? 1 : 0;
        for (const one of found) {
          by[one.by] = (by[one.by] ?? 0) + 1;
          if (process.argv[3] === 'show')
            process.stdout.write(`  ${seed} ${one.suggestion.shown}: ${one.suggestion.reason}\n`);
        }
      }
      process.stdout.write(
        `${name}, ${rows} rows: ${tables} tables, ${withAny} with any; ${sure} rules, ${questions} questions ${JSON.stringify(by)}\n`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
