import { z } from 'zod';
import { countWhere } from '../metrics/count-where.ts';
import { duplicates } from '../metrics/duplicates.ts';
import { ask, askedOf } from '../metrics/request.ts';
import { rows } from '../metrics/rows.ts';
import { rowsByKey } from '../metrics/rows-by-key.ts';
import { type CheckContext, defineCheck, type Outcome, RuleUnknown, rung } from './check.ts';
import { judgeExceptions, toleranceOf, toleranceText } from './exceptions.ts';
import { groupEvidence, groupText } from './groups.ts';
import { assertComparable, orphanRow } from './orphan-rows.ts';
import { type Noun, nounOf, plural } from './words.ts';

const names = z.array(z.string()).min(1);
const target = z.strictObject({
  object: z.string(),
  properties: names,
  file: z.string().optional(),
  by: z.enum(['id', 'name']).optional(),
});
const params = z
  .strictObject({ from: names, to: target })
  .refine(({ from, to }) => from.length === to.properties.length, 'as many properties on both sides');
type RelationshipParams = z.infer<typeof params>;

const kept = 10;
const told = 3;

/** Both ends as columns of open tables. */
const endsOf = ({ from, to }: RelationshipParams, context: CheckContext) => {
  if (to.file !== undefined)
    throw new RuleUnknown(`the target is in another contract, ${to.file}, which is not read`);
  const parent = context.dataset(to.object);
  const keys = from.map((name) => context.column(name));
  const columns = to.properties.map((name) => parent.column(name));
  assertComparable(keys, to.object, columns);
  return { keys, parent: { table: parent.table, columns } };
};

const failing = (given: RelationshipParams, context: CheckContext) => {
  const { keys, parent } = endsOf(given, context);
  return orphanRow(keys, parent);
};

const noun = ({ to }: RelationshipParams): Noun =>
  nounOf('orphan: row', `whose key ${to.object} lacks`, 'orphans: rows');

export const relationship = defineCheck<RelationshipParams>({
  id: 'relationship',
  summary: 'Every row that refers to another object finds its row there.',
  why: 'An orphan vanishes in the next join, and with it the case nobody expected; a doubled target multiplies rows.',
  dimension: 'consistency',
  on: 'either',
  params,
  odcs: { relationship: (args) => args },
  expected: (given, context) => toleranceText(toleranceOf(context), noun(given)),
  rungs: (given, context) => {
    const { keys, parent } = endsOf(given, context);
    const tolerance = toleranceOf(context);
    const own = keys.map(({ name }) => name);
    const condition = orphanRow(keys, parent);
    const needs = {
      count: ask(countWhere, { condition }),
      rows: ask(rows, {}),
      target: askedOf(ask(duplicates, { columns: parent.columns.map(({ name }) => name) }), parent.table),
    };
    const doubled = (outcome: Outcome, duplicatedKeys: number): Outcome =>
      duplicatedKeys === 0
        ? outcome
        : {
            ...outcome,
            message: `${outcome.message}; note: the key is not unique in ${given.to.object}, ${plural(duplicatedKeys, 'key')} there twice or more`,
            evidence: { ...outcome.evidence, duplicatedTargetKeys: duplicatedKeys },
          };
    return [
      rung('exact', needs, ({ count, rows: total, target: found }) => {
        const outcome = judgeExceptions(count, total, tolerance, noun(given));
        return outcome.status === 'pass' ? doubled(outcome, found.duplicatedKeys) : undefined;
      }),
      rung(
        'exact',
        { ...needs, found: ask(rowsByKey, { columns: own, condition, limit: kept }) },
        ({ count, rows: total, target: at, found }) => {
          const outcome = judgeExceptions(count, total, tolerance, noun(given));
          if (count === 0 || outcome.status === 'pass') return doubled(outcome, at.duplicatedKeys);
          const shown = found.keys
            .slice(0, told)
            .map(({ key, rows: many }) => `${groupText(own, key)} (${plural(many, 'row')})`);
          const more = found.total > told ? ` and ${plural(found.total - told, 'more key')}` : '';
          const evidence = {
            orphanKeys: found.total,
            keys: found.keys.map(({ key, rows: many }) => ({ ...groupEvidence(own, key), rows: many })),
          };
          return doubled(
            { ...outcome, message: `${outcome.message}: ${shown.join(', ')}${more}`, evidence },
            at.duplicatedKeys,
          );
        },
      ),
    ];
  },
  failing,
  examples: [
    {
      title: 'a tuple; a key with a NULL refers to nothing',
      columns: { shop: 'text', promo: 'integer' },
      rows: [
        ['a', 1],
        ['a', 9],
        ['b', null],
        ['a', 9],
      ],
      params: { from: ['shop', 'promo'], to: { object: 'promos', properties: ['shop', 'code'] } },
      datasets: {
        promos: {
          columns: { shop: 'text', code: 'integer' },
          rows: [
            ['a', 1],
            ['b', 9],
          ],
        },
      },
      expect: { status: 'fail', count: 2, failingRows: [1, 3], says: 'shop a, promo 9 (2 rows)' },
    },
    {
      title: 'a target that is there twice is said',
      columns: { sensor: 'integer' },
      rows: [[1], [null]],
      on: 'sensor',
      params: { from: ['sensor'], to: { object: 'sensors', properties: ['id'] } },
      datasets: { sensors: { columns: { id: 'decimal' }, rows: [[1], [1], [null]] } },
      expect: { status: 'pass', count: 0, says: 'not unique in sensors' },
    },
    {
      title: 'an empty target',
      columns: { sensor: 'integer' },
      rows: [[1]],
      on: 'sensor',
      params: { from: ['sensor'], to: { object: 'sensors', properties: ['id'] } },
      datasets: { sensors: { columns: { id: 'integer' }, rows: [] } },
      expect: { status: 'fail', count: 1 },
    },
    {
      title: 'a target out of reach',
      columns: { sensor: 'integer' },
      rows: [[1]],
      on: 'sensor',
      params: { from: ['sensor'], to: { object: 'sensors', properties: ['id'] } },
      expect: { status: 'unknown', says: 'sensors' },
    },
  ],
});
