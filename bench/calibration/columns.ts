import type { ColumnReference, GridValue } from '../../packages/assay/src/domain/drift-reference.ts';
import type { ColumnBatch } from '../../packages/assay/src/drift/judge-column.ts';
import { ranksOf } from '../../packages/assay/src/drift/rank-grid.ts';
import { multinomial, uniformAtRanks } from './draws.ts';

/** A column of which no row is drawn: only the counts that a reference and a batch keep. */
export interface SimulatedColumn {
  readonly id: string;
  readonly reference: (rows: number, random: () => number) => SimulatedReference;
}

export interface SimulatedReference {
  readonly reference: ColumnReference;
  readonly batch: (rows: number, random: () => number) => ColumnBatch;
}

const named = (name: string, kind: ColumnReference['kind'], present: number, missing: number) => ({
  name,
  kind,
  sqlType: kind,
  present,
  missing,
});

/** Numbers without ties: whatever their distribution, ranks are those of uniform values. */
export const continuous: SimulatedColumn = {
  id: 'continuous',
  reference: (rows, random) => {
    const { body, outer } = ranksOf(rows);
    const ranks = [...new Set([...body, outer, rows + 1 - outer])].sort((left, right) => left - right);
    const values = uniformAtRanks(rows, ranks, random);
    const byRank = new Map(ranks.map((rank, at) => [rank, values[at] ?? 0]));
    const gridAt = (rank: number): GridValue => ({ value: byRank.get(rank) ?? 0, below: rank - 1, equal: 1 });
    const reference: ColumnReference = {
      ...named('continuous', 'float', rows, 0),
      form: 'numbers',
      body: body.map(gridAt),
      outer: { rows: outer, low: gridAt(outer), high: gridAt(rows + 1 - outer) },
      quantiles: [],
    };
    const chances = [...values, 1].map((value, at) => value - (values[at - 1] ?? 0));
    return {
      reference,
      batch: (m, draw) => {
        const below = new Map<number, number>();
        let sum = 0;
        for (const [at, count] of multinomial(m, chances, draw).entries()) {
          sum += count;
          below.set(ranks[at] ?? rows + 1, sum);
        }
        const at = (rank: number) => ({ below: below.get(rank) ?? 0, equal: 0 });
        return {
          form: 'numbers',
          present: m,
          missing: 0,
          body: body.map(at),
          low: at(outer),
          high: at(rows + 1 - outer),
        };
      },
    };
  },
};

/** Numbers of so many different values with given chances: all counts are known. */
const discrete = (id: string, chances: readonly number[]): SimulatedColumn => ({
  id,
  reference: (rows, random) => {
    const counts = multinomial(rows, chances, random);
    const below = counts.map((_count, value) =>
      counts.slice(0, value).reduce((sum, count) => sum + count, 0),
    );
    const gridAt = (rank: number): GridValue => {
      const value = below.findLastIndex((count) => count < rank);
      return { value, below: below[value] ?? 0, equal: counts[value] ?? 0 };
    };
    const { body, outer } = ranksOf(rows);
    const reference: ColumnReference = {
      ...named(id, 'integer', rows, 0),
      form: 'numbers',
      body: body.map(gridAt),
      outer: { rows: outer, low: gridAt(outer), high: gridAt(rows + 1 - outer) },
      quantiles: [],
    };
    return {
      reference,
      batch: (m, draw) => {
        const now = multinomial(m, chances, draw);
        const nowBelow = now.map((_count, value) =>
          now.slice(0, value).reduce((sum, count) => sum + count, 0),
        );
        const at = ({ value }: GridValue) => ({ below: nowBelow[value] ?? 0, equal: now[value] ?? 0 });
        const { low, high } = reference.outer;
        return {
          form: 'numbers',
          present: m,
          missing: 0,
          body: reference.body.map(at),
          low: at(low),
          high: at(high),
        };
      },
    };
  },
});

/** Counts of a Poisson law with mean 3. */
export const ties = discrete(
  'ties',
  Array.from({ length: 20 }, (_none, k) =>
    Math.exp(
      k * Math.log(3) -
        3 -
        Array.from({ length: k }, (_no, at) => Math.log(at + 1)).reduce((a, b) => a + b, 0),
    ),
  ),
);

/** Six in ten are zero, the others spread over 200 values. */
export const zeros = discrete('zeros', [0.6, ...Array.from({ length: 200 }, () => 0.4 / 200)]);

const categories = (id: string, weights: readonly number[], missing: number): SimulatedColumn => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const chances = [missing, ...weights.map((weight) => ((1 - missing) * weight) / total)];
  return {
    id,
    reference: (rows, random) => {
      const [none = 0, ...counts] = multinomial(rows, chances, random);
      return {
        reference: {
          ...named(id, 'text', rows - none, none),
          form: 'categories',
          counts: counts.flatMap((count, value) => (count > 0 ? [{ value, count }] : [])),
        },
        batch: (m, draw) => {
          const [gone = 0, ...now] = multinomial(m, chances, draw);
          return {
            form: 'categories',
            present: m - gone,
            missing: gone,
            pairs: counts.map((reference, value) => ({ reference, current: now[value] ?? 0 })),
          };
        },
      };
    },
  };
};

const zipf = (values: number): readonly number[] =>
  Array.from({ length: values }, (_none, at) => 1 / (at + 1));

/** What a table has of each, over and over. */
export const columnKinds: readonly SimulatedColumn[] = [
  continuous,
  ties,
  continuous,
  categories('2 values', [0.7, 0.3], 0),
  zeros,
  categories(
    '10 values',
    Array.from({ length: 10 }, () => 1),
    0.02,
  ),
  continuous,
  categories('50 values, Zipf', zipf(50), 0),
  continuous,
  categories('1,000 values, Zipf', zipf(1000), 0.01),
];
