import { z } from 'zod';
import { aggregate, call, column, type Expr, number } from '../sql/expression.ts';
import { type Relation, subquery } from '../sql/select.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { defineMetric } from './metric.ts';
import { isSmall } from './profiled-closer.ts';
import { noValues, readTop, type TopValues, topOf } from './top-values.ts';
import { groupSize, groupValue, valueGroups } from './value-groups.ts';

export interface PatternsParams extends ColumnParams {
  readonly limit: number;
}

export interface ShapeCount {
  /** `AA-9999`: what kind of character stands where. */
  readonly shape: string;
  readonly count: number;
}

export interface Patterns {
  readonly top: readonly ShapeCount[];
  /** Different shapes. */
  readonly shapes: number;
  readonly present: number;
}

const profiledShapes = 5;

/** Only so many code points of a text make its shape. */
const shapeLength = 64;

const shapeOf = (value: Expr): Expr =>
  call('shape', call('substring', value, number(1), number(shapeLength)));

/** Shapes are made of the different texts, not of every row: making them is what costs. */
const shapes =
  (params: PatternsParams) =>
  (table: Relation, per: readonly string[]): Relation => {
    const keys = {
      ...Object.fromEntries(per.map((name) => [name, column(name)])),
      '~v0': shapeOf(groupValue()),
    };
    return subquery(
      {
        columns: { ...keys, '~n': aggregate('sum', groupSize) },
        from: valueGroups([operand(params)])(table, per),
        groupBy: Object.values(keys),
      },
      'shapes',
    );
  };

export const patterns = defineMetric<PatternsParams, TopValues, Patterns>({
  id: 'patterns',
  version: 1,
  summary: 'The most frequent shapes of texts, such as AA-9999.',
  definition:
    'The limit most frequent shapes of texts: upper-case letters of Latin, Greek and Cyrillic are A, lower-case ones a, digits 9, all other characters themselves. Texts are cut after 64 code points. Of equally frequent shapes the smaller comes first, by code point. NULL is left out.',
  params: columnParams.extend({ limit: z.int().positive() }),
  accepts: ['text'],
  exactness: { kind: 'exact' },
  showsValues: true,
  query: (params) => topOf(shapes(params), params.limit, call('byCodePoint', groupValue())),
  read: readTop,
  empty: () => noValues,
  merge: { kind: 'none' },
  value: ({ top, distinct, present }) => ({
    top: top.map(({ value, count }) => ({ shape: String(value), count })),
    shapes: distinct,
    present,
  }),
  profile: ({ name }, known) => (isSmall(known) ? { column: name, limit: profiledShapes } : undefined),
});
