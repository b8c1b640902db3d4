import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wilsonInterval } from '../../packages/assay/src/stats/wilson.ts';
import { randomFrom } from '../random.ts';
import { brokenBy, countsOf, draftFile } from './fresh.ts';
import { csvOf } from './worlds/world.ts';
import { worlds } from './worlds/worlds.ts';

/**
 * Drafts from one batch of each of five processes and gates fresh ones: `false.ts [DRAFTS] [ROWS…]`. Three batches as large as the first
 * judge every rule; one ten times as large judges those across columns, which no count of rows excuses.
 */

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const [drafts = 5, ...sizes] = process.argv.slice(2).map(Number);
const batches = 3;
const acrossChecks = ['expression', 'functionalDependency'];
const rules = new Map<string, { sure: number; asked: number; broken: number }>();
const add = (check: string, sure: number, asked: number, broken: number): void => {
  const known = rules.get(check) ?? { sure: 0, asked: 0, broken: 0 };
  rules.set(check, { sure: known.sure + sure, asked: known.asked + asked, broken: known.broken + broken });
};
const percent = (share: number): string => `${Number((share * 100).toPrecision(2))} %`;

const folder = mkdtempSync(join(tmpdir(), 'assay-false-'));
const gated = { batches: 0, blocked: 0, across: 0 };
try {
  const path = join(folder, 'it.csv');
  for (const rows of sizes.length > 0 ? sizes : [200, 1000, 5000])
    for (let seed = 1; seed <= drafts; seed += 1)
      for (const make of worlds) {
        const world = make(randomFrom(seed * 179_424_673));
        const write = (part: number, count: number) =>
          writeFileSync(
            path,
            csvOf(world.batch(randomFrom(seed * 32_452_843 + rows * 31 + part), count, part)),
          );
        write(0, rows);
        const draft = await draftFile(path);
        for (const [check, { sure, asked }] of countsOf(draft)) add(check, sure, asked, 0);
        const broken = new Map<string, string>();
        for (let part = 1; part <= batches; part += 1) {
          write(part, rows);
          const failed = await brokenBy(draft, path);
          gated.batches += 1;
          gated.blocked += Number(failed.length > 0);
          gated.across += Number(failed.some((one) => acrossChecks.includes(one.split(' ')[0] ?? '')));
          for (const one of failed) broken.set(one.split(': ')[0] ?? '', one);
        }
        write(batches + 1, rows * 10);
        for (const one of await brokenBy(draft, path))
          if (acrossChecks.includes(one.split(' ')[0] ?? '')) broken.set(one.split(': ')[0] ?? '', one);
        for (const one of broken.values()) {
          add(one.split(' ')[0] ?? '', 0, 0, 1);
          say(`  ${world.name}, ${rows} rows, seed ${seed}: ${one}`);
        }
      }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

say('\n| check | rules | questions | false | 95 % interval |');
say('|---|---:|---:|---:|---:|');
for (const [check, { sure, asked, broken }] of [...rules].sort(([left], [right]) =>
  left < right ? -1 : 1,
)) {
  const [low, high] = wilsonInterval(Math.min(broken, sure), Math.max(1, sure), 1.96);
  say(
    `| ${check} | ${sure} | ${asked} | ${broken} | ${sure === 0 ? '' : `${percent(low)} to ${percent(high)}`} |`,
  );
}
say(
  `\n${gated.batches} fresh batches: ${gated.blocked} blocked, ${gated.across} of them by a rule across columns`,
);
