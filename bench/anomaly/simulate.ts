import type { Contestant, PastRun } from './contestant.ts';
import { drawn, type Scenario } from './scenarios.ts';

/** What one contestant did on many series of one scenario. */
export interface Result {
  readonly scenario: string;
  readonly contestant: string;
  readonly series: number;
  /** Runs of which it said something. */
  readonly judged: number;
  readonly alarms: number;
  /** Share of false alarms, and its standard error over the series. */
  readonly rate: number;
  readonly error: number;
  /** Share of single runs found that were moved by so many sigmas, up or down. */
  readonly power: readonly number[];
}

export const moves = [3, 4, 6, 10] as const;

interface Counts {
  judged: number;
  alarms: number;
  readonly found: number[];
  probes: number;
}

const isOutside = ([low, high]: readonly [number, number], value: number): boolean =>
  value < low || value > high;

/** Replays one series: each run is judged by those before it. Power is probed in the second half, by runs that are never kept. */
const replay = (scenario: Scenario, contestant: Contestant, seed: number): Counts => {
  const { at, values, wrong, blocked } = drawn(scenario, seed);
  const past: PastRun[] = [];
  const counts: Counts = { judged: 0, alarms: 0, found: moves.map(() => 0), probes: 0 };
  const { moved, from = 0, zone = 'UTC' } = scenario;
  for (const [index, value] of values.entries()) {
    const time = at[index] ?? 0;
    const range = index < from ? undefined : contestant.range(past, time, zone);
    const isAlarm = range !== undefined && isOutside(range, value);
    const isMoved = moved !== undefined && index >= moved.from && index < moved.to;
    const wasBlocked = blocked?.[index] ?? false;
    if (range !== undefined && !isMoved && !wasBlocked && !wrong?.[index]) {
      counts.judged += 1;
      if (isAlarm) counts.alarms += 1;
      if (index >= values.length / 2) {
        counts.probes += 2;
        for (const [which, move] of moves.entries())
          for (const side of [-1, 1])
            if (isOutside(range, value + side * move * scenario.sigma))
              counts.found[which] = (counts.found[which] ?? 0) + 1;
      }
    }
    past.push({ at: time, value, kind: isAlarm ? 'anomaly' : 'usual', wasBlocked });
  }
  return counts;
};

const total = (all: readonly Counts[], of: (one: Counts) => number): number =>
  all.reduce((sum, one) => sum + of(one), 0);

export const simulate = (
  scenario: Scenario,
  contestant: Contestant,
  { series, seed }: { readonly series: number; readonly seed: number },
): Result => {
  const all = Array.from({ length: series }, (_none, index) => replay(scenario, contestant, seed + index));
  const judged = total(all, (one) => one.judged);
  const alarms = total(all, (one) => one.alarms);
  const rate = judged === 0 ? 0 : alarms / judged;
  const spread = total(all, (one) => (one.alarms - rate * one.judged) ** 2);
  const probes = total(all, (one) => one.probes);
  return {
    scenario: scenario.id,
    contestant: contestant.title,
    series,
    judged,
    alarms,
    rate,
    error: judged === 0 ? 0 : Math.sqrt((spread * series) / Math.max(1, series - 1)) / judged,
    power: moves.map((_move, which) => total(all, ({ found }) => found[which] ?? 0) / Math.max(1, probes)),
  };
};
