import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { randomFrom } from '../../random.ts';
import { kill } from './kill.ts';
import type { Kind } from './kind.ts';
import { kinds } from './kinds.ts';
import type { Server } from './server.ts';

/** Kills in one folder, one after the other. */
export interface Series {
  readonly kind: string;
  readonly label: string;
  /** In which folders for the kills are made. */
  readonly within: string;
  readonly number: number;
  readonly kills: number;
  readonly seed: number;
  readonly server?: Server;
}

export interface Seen {
  readonly kills: number;
  readonly acknowledged: number;
  readonly lost: readonly string[];
}

/** How long the things of a kind take whole, as far as was seen: points are spread over that time and a little more. */
const means = new Map<string, number>();
const meanOf = (label: string): number => means.get(label) ?? 150;
const learn = (label: string, durations: readonly number[]): void => {
  for (const one of durations) means.set(label, meanOf(label) * 0.9 + one * 0.1);
};

const seedOf = ({ seed, number, label }: Series): number =>
  [...`${label} ${number}`].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), seed);

const lostBy = async (kind: Kind, home: string, lines: readonly string[]): Promise<readonly string[]> => {
  try {
    return await kind.lost(home, lines);
  } catch (cause) {
    return [`what is left cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`];
  }
};

const kindOf = async ({ kind }: Series): Promise<Kind> => {
  const known = await kinds[kind]?.();
  if (known === undefined) throw new Error(`there is no kind ${kind}`);
  return known;
};

/** Begins a folder, kills there again and again, and looks after each kill; the folder stays where something was lost. */
export const runSeries = async (series: Series): Promise<Seen> => {
  const { label, server, within } = series;
  const kind = await kindOf(series);
  const random = randomFrom(seedOf(series));
  const folder = mkdtempSync(join(within, 'assay-kill-'));
  const home = join(folder, 'home');
  mkdirSync(home);
  const lost: string[] = [];
  let acknowledged = 0;
  let kills = 0;
  await kind.begin(home, server?.newCatalog());
  while (kills < series.kills && lost.length === 0) {
    await kind.prepare?.(home, random);
    const point = {
      acknowledged: Math.floor(random() * 3),
      millis: Math.round(random() * 1.2 * meanOf(label)),
    };
    const how = server?.pick(random());
    const done = await kill({ kind: series.kind, home, seed: Math.floor(random() * 1e9) }, point, how?.act);
    await server?.ready();
    learn(label, done.durations);
    acknowledged += done.lines.length;
    kills += 1;
    const found = [
      ...(done.ended === undefined || how !== undefined ? [] : [`it ended by itself: ${done.ended}`]),
      ...(await lostBy(kind, home, done.lines)),
    ];
    const where = `kill ${kills}${how === undefined ? '' : ` (${how.what})`}, ${point.millis} ms after ${point.acknowledged} were acknowledged, in ${home}`;
    lost.push(
      ...found.map((what) => `${label}, seed ${series.seed}, series ${series.number}, ${where}: ${what}`),
    );
  }
  if (lost.length === 0) rmSync(folder, { recursive: true, force: true });
  return { kills, acknowledged, lost };
};
