import { scalarKinds } from '../domain/column.ts';
import { invariant } from '../domain/invariant.ts';
import { aggregate, call, column, type Expr, notNull, when } from '../sql/expression.ts';
import { type Relation, subquery } from '../sql/select.ts';
import {
  decodeRegisters,
  encodeRegisters,
  estimateDistinct,
  mergeRegisters,
  noRegisters,
  rankOfRest,
  registerCount,
} from '../stats/hyper-log-log.ts';
import { type ColumnParams, columnParams, operand, profiledFirst } from './column-params.ts';
import { defineMetric, type MetricContext, Unmergeable } from './metric.ts';
import { countIn } from './read-row.ts';

export interface ApproxDistinctState {
  /** Which hash of which type filled the registers: engines hash 1.5 and 1.50 apart. Only states of one hash merge. */
  readonly hash: string;
  /** One base-62 digit for each register. */
  readonly registers: string;
}

export const approxDistinct = defineMetric<ColumnParams, ApproxDistinctState, number>({
  id: 'approxDistinct',
  version: 1,
  summary: 'Estimated number of different values.',
  definition:
    'Estimated number of different values. NULL is left out; all NaN are one value, and so are 0 and -0. HyperLogLog with 2^11 registers over a 64-bit hash of the engine (Flajolet, Fusy, Gandouet & Meunier 2007), with an estimate that has no bias at small or large numbers (Ertl 2017, “New cardinality estimation algorithms for HyperLogLog sketches”, algorithm 6). Standard error 1.04 / √2048 = 2.3 % of the number: about two of three estimates are within it, and hardly one is off by more than three times that. The state has 2,048 characters; states of different hashes or types do not merge.',
  params: columnParams,
  accepts: scalarKinds,
  exactness: { kind: 'approximate', bound: 'standard error 2.3 %' },
  query: (params) => ({
    from: hashed(operand(params)),
    groupBy: { register: call('hashRegister', column('~hash')) },
    select: { rest: aggregate('min', call('hashRest', column('~hash'))) },
  }),
  read: (rows, params, context) => {
    const registers = [...noRegisters];
    for (const row of rows) {
      if (row.register !== null && row.rest !== null)
        registers[countIn(row, 'register')] = rankOfRest(countIn(row, 'rest'));
    }
    invariant(registers.length === registerCount, 'a hash register out of range');
    return { hash: hashOf(params, context), registers: encodeRegisters(registers) };
  },
  empty: (params, context) => ({ hash: hashOf(params, context), registers: encodeRegisters(noRegisters) }),
  merge: {
    kind: 'commutative',
    merge: (left, right) => {
      if (left.hash !== right.hash) throw new Unmergeable(`registers of ${left.hash} and ${right.hash}`);
      return { hash: left.hash, registers: mergeRegisters(left.registers, right.registers) };
    },
  },
  value: ({ registers }) => Math.round(estimateDistinct(decodeRegisters(registers))),
  profile: (column, known) => (column.kind === 'boolean' ? undefined : profiledFirst(column, known)),
});

const hashOf = (params: ColumnParams, context: MetricContext): string =>
  `${context.hashName} of ${context.column(params.column).sqlType}`;

/** Hashes are computed once, though two things are asked of each. */
const hashed =
  (value: Expr) =>
  (table: Relation, per: readonly string[]): Relation => {
    const keys = Object.fromEntries(per.map((name) => [name, column(name)]));
    return subquery(
      { columns: { ...keys, '~hash': when(notNull(value), call('hash', value)) }, from: table },
      'hashed',
    );
  };
