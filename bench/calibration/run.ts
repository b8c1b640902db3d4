// How often drift alarms where nothing drifted: `node bench/calibration/run.ts [--windows N] [--seed N] [--columns 1,10,100]`.
import { parseArgs } from 'node:util';
import { judgeColumn } from '../../packages/assay/src/drift/judge-column.ts';
import { holm } from '../../packages/assay/src/stats/holm.ts';
import { randomFrom } from '../random.ts';
import { columnKinds } from './columns.ts';
import { clopperPearson } from './interval.ts';

const { values } = parseArgs({
  options: {
    windows: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    columns: { type: 'string', default: '1,10,100' },
    references: { type: 'string', default: '100,1000,10000,1000000' },
    batches: { type: 'string', default: '30,100,1000,10000,1000000' },
  },
});
const numbers = (text: string): readonly number[] => text.split(',').map(Number);
const rates = [0.05, 0.01, 0.001] as const;
const windows = Number(values.windows);

const alarmsOf = (n: number, m: number, columns: number, random: () => number): readonly number[] => {
  const alarms = rates.map(() => 0);
  for (let window = 0; window < windows; window += 1) {
    const ps = Array.from({ length: columns }, (_none, at) => {
      const kind = columnKinds[at % columnKinds.length];
      if (kind === undefined) throw new Error('no column');
      const { reference, batch } = kind.reference(n, random);
      return judgeColumn(reference, batch(m, random)).p;
    });
    const smallest = Math.min(...holm(ps));
    for (const [at, rate] of rates.entries()) if (smallest <= rate) alarms[at] = (alarms[at] ?? 0) + 1;
  }
  return alarms;
};

const cell = (alarms: number): string => {
  const [low, high] = clopperPearson(alarms, windows);
  const shown = (share: number): string => String(Number(share.toPrecision(2)));
  return `${shown(alarms / windows)} [${shown(low)}, ${shown(high)}]`;
};

const lines = numbers(values.columns).flatMap((columns) =>
  numbers(values.references).flatMap((n) =>
    numbers(values.batches).map((m) => {
      const random = randomFrom(Number(values.seed) * 1_000_003 + n * 31 + m * 7 + columns);
      return `| ${columns} | ${n.toLocaleString('en')} | ${m.toLocaleString('en')} | ${alarmsOf(n, m, columns, random).map(cell).join(' | ')} |`;
    }),
  ),
);
process.stdout.write(
  [
    `Seed ${values.seed}, ${windows.toLocaleString('en')} windows a line, a new reference each; intervals of Clopper and Pearson, 95 %.`,
    '',
    `| columns | reference | batch | ${rates.map((rate) => `at ${rate}`).join(' | ')} |`,
    '| ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
    '',
  ].join('\n'),
);
