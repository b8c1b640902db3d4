// Kills processes at random points and looks what is left: `node bench/versions/faults.ts [--kills 200] [--seed 1] [--only add,push]`. Prints Markdown.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { kinds, onServers } from './faults/kinds.ts';
import { runSeries, type Seen, type Series } from './faults/series.ts';
import { startServer } from './faults/server.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    // Repeats one series of what `--only` names.
    series: { type: 'string' },
    'at-once': { type: 'string', default: '3' },
    // Where the folders are: in memory nothing waits for a disk, and a process that is killed loses nothing of what the system holds.
    in: { type: 'string', default: existsSync('/dev/shm') ? '/dev/shm' : tmpdir() },
  },
});
/** In one folder; then another is begun, so that looking through it stays quick. */
const killsInSeries = 20;
const [wanted, seed] = [Number(values.kills), Number(values.seed)];

type Sort = Pick<Series, 'kind' | 'label' | 'server'>;

const isAsked = ({ label }: Sort): boolean =>
  values.only === undefined || values.only.split(',').includes(label);
const isRepeated = ({ number }: Series): boolean =>
  values.series === undefined || number === Number(values.series);

const seriesOf = (sort: Sort): readonly Series[] =>
  Array.from({ length: Math.ceil(wanted / killsInSeries) }, (_none, number) => ({
    ...sort,
    number,
    seed,
    within: values.in,
    kills: Math.min(killsInSeries, wanted - number * killsInSeries),
  })).filter(isRepeated);

const rows = new Map<string, Seen>();
const count = (label: string, { kills, acknowledged, lost }: Seen): void => {
  const before = rows.get(label) ?? { kills: 0, acknowledged: 0, lost: [] };
  rows.set(label, {
    kills: before.kills + kills,
    acknowledged: before.acknowledged + acknowledged,
    lost: [...before.lost, ...lost],
  });
};

/** Works through all, so many at a time. */
const run = async (all: readonly Series[], atOnce: number): Promise<void> => {
  const left = all.values();
  const lane = async (): Promise<void> => {
    for (const one of left) {
      const seen = await runSeries(one);
      count(one.label, seen);
      process.stderr.write(`${one.label} ${one.number}: ${seen.kills} kills, ${seen.lost.length} lost\n`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
};

const began = performance.now();
const here: readonly Sort[] = Object.keys(kinds).map((kind) => ({ kind, label: kind }));
await run(here.filter(isAsked).flatMap(seriesOf), Number(values['at-once']));
const served: readonly Sort[] = onServers
  .map((kind) => ({ kind, label: `${kind} on PostgreSQL` }))
  .filter(isAsked);
if (served.length > 0) {
  const server = await startServer();
  try {
    // The sessions that are killed are all that the server has.
    await run(served.map((sort) => ({ ...sort, server })).flatMap(seriesOf), 1);
  } finally {
    await server.stop();
  }
}

process.stdout.write(
  [
    `\`node ${process.argv.slice(1).join(' ').replace(`${process.cwd()}/`, '')}\`, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}, ${Math.round((performance.now() - began) / 1000)} s.`,
    '',
    '| killed while it | series | kill -9 | acknowledged before | lost or damaged after |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...[...rows].map(
      ([label, { kills, acknowledged, lost }]) =>
        `| ${label} | ${Math.ceil(kills / killsInSeries)} | ${kills} | ${acknowledged} | ${lost.length} |`,
    ),
    '',
    ...[...rows.values()].flatMap(({ lost }) => lost.map((what) => `- ${what}`)),
  ].join('\n'),
);
process.exitCode = [...rows.values()].some(({ lost }) => lost.length > 0) ? 1 : 0;
