import { longReach } from '../../packages/assay/src/operations/suggest/suggest-range.ts';
import { tailBound, tailSizeOf } from '../../packages/assay/src/stats/tail-bound.ts';
import { normal, randomFrom } from '../random.ts';
import { type Law, laws, valueAbove } from './laws.ts';

/**
 * How often a fresh batch crosses a bound, and how far bounds lie beyond what was seen: `margins.ts [SAMPLES] [ASKED]`. Only the largest
 * values of a sample are drawn, as order statistics; the chance that the largest of a batch of as many rows is beyond is computed.
 */

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const [samples = 400, asked = 0.001] = process.argv.slice(2).map(Number);

/** The `kept` largest of so many values of a law, largest first. */
const largestOf = ({ above, step, limit }: Law, rows: number, kept: number, random: () => number) => {
  let arrived = 0;
  const sums = Array.from({ length: kept }, () => {
    arrived -= Math.log(1 - random());
    return arrived;
  });
  const rest = rows + 1 - kept;
  const whole = arrived + rest + Math.sqrt(rest) * normal(random);
  return sums.map((sum) => {
    const value = valueAbove(above, sum / whole);
    const rounded = step === undefined ? value : Math.round(value / step) * step;
    return limit === undefined ? rounded : Math.min(limit, rounded);
  });
};

/** The chance that a written value is above a bound. */
const crosses = ({ above, step, limit, name }: Law, bound: number): number => {
  if (limit !== undefined && bound >= limit) return 0;
  if (step === undefined || name.startsWith('counts')) return above(bound);
  return above((Math.floor(bound / step + 1e-9) + 0.5) * step);
};

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
const plain = (value: number): string => String(Number(value.toPrecision(2)));

say(`${samples} samples each, ${asked} asked for`);
say('| law | rows | crossed by a fresh batch | beyond the extreme: median, 95 % | questions |');
say('|---|---:|---:|---:|---:|');
for (const law of laws)
  for (const rows of [1000, 10_000, 100_000, 1_000_000]) {
    const random = randomFrom(rows + law.name.length * 1_000_003);
    const beyond: number[] = [];
    let [crossed, questions] = [0, 0];
    for (let sample = 0; sample < samples; sample += 1) {
      const largest = largestOf(law, rows, tailSizeOf(rows) + 1, random);
      const highest = largest[0] ?? 0;
      const lowest = law.lowest ?? -valueAbove(law.above, -Math.log(1 - random()) / rows);
      const spread = highest - lowest;
      const { bound, tail } = tailBound(largest, asked);
      if (tail === 'heavy' || tail === 'isolated' || bound - highest > longReach * spread) {
        questions += 1;
        continue;
      }
      crossed += -Math.expm1(rows * Math.log1p(-Math.min(1 - 1e-16, crosses(law, bound))));
      beyond.push((bound - highest) / spread);
    }
    const sorted = beyond.sort((left, right) => left - right);
    const sure = Math.max(1, sorted.length);
    say(
      `| ${law.name} | ${rows.toLocaleString('en')} | ${plain((crossed / sure) * 100)} % | ${sorted.length === 0 ? '' : `${plain(at(sorted, 0.5))}, ${plain(at(sorted, 0.95))}`} | ${plain((questions / samples) * 100)} % |`,
    );
  }
