import { z } from 'zod';
import { scalarKinds, temporalKinds } from '../domain/column.ts';
import { share } from '../metrics/share.ts';
import { column, isIn } from '../sql/expression.ts';
import { defineCheck, RuleUnknown } from './check.ts';
import { comparesNumber, comparisonOf, demandText, perOf } from './compared-number.ts';
import { percentOf } from './exceptions.ts';
import { perParam } from './groups.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const params = z.strictObject({
  /** The value, or values, whose rows are counted. */
  value: z.union([scalar.transform((one) => [one]), z.array(scalar).min(1)]),
  per: perParam,
});

export const frequency = defineCheck<z.infer<typeof params>>({
  id: 'frequency',
  summary: 'The percentage of rows with a value, overall or in each group, is as agreed.',
  why: 'An error code in two percent of the rows is normal, in twenty it is a failing device; a label that no longer occurs is a broken inspection.',
  dimension: 'accuracy',
  on: 'property',
  accepts: scalarKinds.filter((kind) => !temporalKinds.includes(kind) && kind !== 'time'),
  params,
  expected: ({ value, per }, context) => demandText(`percentage of ${value.join(', ')}`, per, context),
  rungs: ({ value, per }, context) => {
    const { name, kind, sqlType } = context.subject;
    const fits = { text: 'string', boolean: 'boolean' }[String(kind)] ?? 'number';
    const odd = value.find((one) => typeof one !== fits);
    if (odd !== undefined)
      throw new RuleUnknown(`${name} is ${sqlType}: it cannot be ${JSON.stringify(odd)}`);
    const number = {
      noun: `percentage of ${value.join(', ')}`,
      per: perOf(per, context),
      without: 'no rows',
    };
    const condition = isIn(column(name), value);
    return [
      comparesNumber(
        'cheap',
        share,
        { condition },
        ({ rows, count }) => (rows === 0 ? null : percentOf(count, rows)),
        comparisonOf(context, 'frequency'),
        number,
      ),
    ];
  },
  examples: [
    {
      title: 'an error code',
      columns: { code: 'integer' },
      rows: [[0], [0], [17], [null]],
      on: 'code',
      params: { value: 17, mustBeLessThan: 10 },
      expect: { status: 'fail', observed: 25, says: 'percentage of 17 25' },
    },
    {
      title: 'per line, two codes together',
      columns: { line: 'text', code: 'text' },
      rows: [
        ['a', 'E1'],
        ['a', 'E2'],
        ['b', 'ok'],
        ['b', 'E1'],
      ],
      on: 'code',
      params: { value: ['E1', 'E2'], per: 'line', mustBeLessOrEqualTo: 50 },
      expect: { status: 'fail', observed: 100, says: 'line a' },
    },
    {
      title: 'seldom enough',
      columns: { ok: 'boolean' },
      rows: [[true], [true], [true], [false]],
      on: 'ok',
      params: { value: false, mustBeBetween: [1, 30] },
      expect: { status: 'pass', observed: 25 },
    },
    {
      title: 'of another kind',
      columns: { code: 'integer' },
      rows: [[1]],
      on: 'code',
      params: { value: 'E1', mustBe: 0 },
      expect: { status: 'unknown', says: 'cannot be "E1"' },
    },
  ],
});
