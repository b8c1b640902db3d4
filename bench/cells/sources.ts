import { pick, randomFrom } from '../random.ts';
import { addStated, type Injected, type Injection } from './inject.ts';

/** How sources come to state what they state of entities, in shares of 1 where nothing else is said. */
export interface Process {
  readonly entities: number;
  readonly sources: number;
  /** How often a source states anything of an entity. */
  readonly coverage: number;
  /** How often sources are right: each drawn between the two, for all columns at once or for each column anew. */
  readonly skill: readonly [least: number, most: number];
  readonly sharesSkill?: boolean;
  /** How many sources copy from one of them, by group, and how often they do. */
  readonly cliques?: readonly number[];
  readonly copies?: number;
  /** Entities of which every source is right half as often. */
  readonly hard?: number;
  /** Wrong values that several sources have in common; of the others, those that lie a few minutes off. */
  readonly near?: number;
  readonly common?: number;
  /** Sources that state the plan as what happened; that round; that add remarks to a third of their cells. */
  readonly plans?: number;
  readonly rounds?: number;
  readonly remarks?: number;
  /** Cells left empty on average, by source; sources that leave a column empty always. */
  readonly silence?: number;
  readonly never?: number;
  /** Entities of which nothing has happened yet: there only the sources that state the plan say anything. */
  readonly pending?: number;
}

const columns = ['planned', 'actual', 'arrival', 'gate'] as const;

const clock = (minutes: number): string => {
  const day = ((minutes % 1440) + 1440) % 1440;
  const hour = Math.floor(day / 60);
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(day % 60).padStart(2, '0')} ${hour < 12 ? 'am' : 'pm'}`;
};

/** A table of what sources state, one row of each source for an entity, with the cells that are not the truth. */
export const stated = (process: Process, seed: number): Injection => {
  const random = randomFrom(seed);
  const { entities, sources, coverage, skill, cliques = [], copies = 0.85, silence = 0.1 } = process;
  const { near = 0.2, common = 0.4 } = process;
  const is = (share = 0): boolean => random() < share;
  const drawn = (): number => skill[0] + (skill[1] - skill[0]) * random();
  const leaders = new Map<number, number>();
  let first = 0;
  for (const size of cliques) {
    for (let member = first + 1; member < first + size; member += 1) leaders.set(member, first);
    first += size;
  }
  const habitOf = () => {
    const own = drawn();
    return {
      skill: columns.map(() => (process.sharesSkill === true ? own : drawn())),
      silence: columns.map(() => (is(process.never) ? 1 : 2 * silence * random())),
      plans: is(process.plans),
      rounds: is(process.rounds),
      remarks: is(process.remarks),
    };
  };
  const habits = Array.from({ length: sources }, habitOf);
  const gate = (): string => `${pick([...'ABCDEF'], random)}${1 + Math.floor(random() * 40)}`;
  const dirty: string[][] = [['source', 'entity', ...columns]];
  const errors: Injected[] = [];
  for (let entity = 0; entity < entities; entity += 1) {
    const planned = 5 * Math.floor(random() * 288);
    const actual = planned + (is(0.3) ? 0 : Math.floor(60 * random() ** 2) - 5);
    const minutes = [planned, actual, actual + 60 + Math.floor(random() * 240)];
    const place = gate();
    const pending = is(process.pending);
    const ease = is(process.hard) ? 0.5 : 1;
    const truth = [...minutes.map(clock), place].map((cell, column) =>
      pending && (column === 1 || column === 2) ? '' : cell,
    );
    const shared = columns.map((_unused, column) => [wrong(column, false), wrong(column, false)]);
    function wrong(column: number, close: boolean): string {
      const time = minutes[column];
      if (time === undefined) return gate();
      return clock(
        close ? time + pick([-4, -3, -2, -1, 1, 2, 3, 4, 5, 10], random) : Math.floor(random() * 1440),
      );
    }
    const said = new Map<number, readonly string[]>();
    for (let source = 0; source < sources; source += 1) {
      if (!is(coverage)) continue;
      const habit = habits[source] ?? habitOf();
      const leader = said.get(leaders.get(source) ?? -1);
      const cells: string[] = [];
      for (const column of columns.keys()) cells.push(cell(column));
      function cell(column: number): string {
        const copied = leader?.[column];
        if (copied !== undefined && is(copies)) return copied;
        if (is(habit.silence[column])) return '';
        if (habit.plans && column === 1 && is(0.9)) return cells[0] || clock(planned);
        if (truth[column] === '') return '';
        const time = minutes[column];
        if (is(ease * (habit.skill[column] ?? 0)))
          return habit.rounds && time !== undefined ? clock(5 * Math.round(time / 5)) : (truth[column] ?? '');
        return is(common) ? (shared[column]?.[is(0.75) ? 0 : 1] ?? '') : wrong(column, is(near));
      }
      said.set(source, cells);
      const shown = cells.map((cell, column) =>
        habit.remarks && cell !== '' && column < 3 && is(1 / 3)
          ? `${cell} ${pick(['(estimated)', '+1 day', 'Mar 04', 'delayed'], random)}`
          : cell,
      );
      addStated({ dirty, errors }, [`source ${source}`, `E${entity}`], cells, shown, truth);
    }
  }
  return { dirty, errors };
};

/** What truth discovery was developed on. */
export const developedProcesses: Readonly<Record<string, Process>> = {
  cliques: {
    entities: 80,
    sources: 26,
    coverage: 0.8,
    skill: [0.2, 0.9],
    cliques: [7, 5, 3],
    common: 0.6,
    hard: 0.2,
  },
  'cliques of one skill': {
    entities: 60,
    sources: 30,
    coverage: 0.6,
    skill: [0.2, 0.9],
    sharesSkill: true,
    cliques: [8, 4],
    copies: 0.95,
    silence: 0.3,
    common: 0.7,
    hard: 0.2,
  },
  plans: {
    entities: 90,
    sources: 30,
    coverage: 0.65,
    skill: [0.3, 0.95],
    near: 0.7,
    common: 0.6,
    plans: 0.35,
    rounds: 0.2,
    silence: 0.3,
    never: 0.15,
    hard: 0.15,
  },
  remarks: {
    entities: 70,
    sources: 20,
    coverage: 0.7,
    skill: [0.3, 0.95],
    sharesSkill: true,
    remarks: 0.4,
    near: 0.5,
    common: 0.6,
    silence: 0.2,
    hard: 0.2,
  },
  'few sources': {
    entities: 200,
    sources: 30,
    coverage: 0.2,
    skill: [0.3, 0.95],
    sharesSkill: true,
    common: 0.4,
    hard: 0.15,
  },
  'few sources, own skill': {
    entities: 150,
    sources: 16,
    coverage: 0.35,
    skill: [0.2, 0.95],
    common: 0.6,
    cliques: [4],
    silence: 0.25,
  },
  'late majority': {
    entities: 70,
    sources: 36,
    coverage: 0.6,
    skill: [0.05, 0.95],
    common: 0.9,
    near: 0.5,
    cliques: [5, 4, 3, 2],
    silence: 0.35,
    plans: 0.3,
    hard: 0.2,
  },
  pending: {
    entities: 80,
    sources: 20,
    coverage: 0.8,
    skill: [0.3, 0.95],
    plans: 0.2,
    pending: 0.2,
    silence: 0.25,
    common: 0.6,
  },
};
