import { z } from 'zod';
import { type Cell, floatCell, numberOf, type Row } from '../domain/cell.ts';
import { type Comparison, comparisonText, holds } from '../domain/comparison.ts';
import {
  type CheckContext,
  defineCheck,
  fail,
  type Outcome,
  pass,
  RuleUnknown,
  type Rung,
  unknown,
} from './check.ts';
import { valueText } from './words.ts';

const params = z.strictObject({ query: z.string() });

/** A flag is a number, true 1 and false 0: what the query gives, as the rule has it. */
const alike = (found: number | boolean, { value }: Comparison): number | boolean => {
  if (typeof value !== 'boolean') return Number(found);
  return found === 1 ? true : found === 0 ? false : found;
};

const judgeCell = (cell: Cell, comparison: Comparison): Outcome => {
  const demanded = `must be ${comparisonText(comparison)}`;
  if (cell === null) return fail(`the query gives NULL, ${demanded}`, { observed: null });
  const found = typeof cell === 'boolean' ? cell : numberOf(cell);
  if (found === undefined)
    return unknown(`the query gives ${typeof cell === 'string' ? 'a text' : 'a time'}, not a number or flag`);
  const words = typeof found === 'number' ? valueText(found) : String(found);
  const observed = typeof found === 'number' ? floatCell(found) : found;
  return holds(comparison, alike(found, comparison))
    ? pass(`the query gives ${words}`, { observed })
    : fail(`the query gives ${words}, ${demanded}`, { observed });
};

const judgeRows = (rows: readonly Row[], comparison: Comparison): Outcome => {
  const [first, second] = rows;
  if (first === undefined) return fail(`the query gives no row, must be ${comparisonText(comparison)}`);
  if (second !== undefined)
    return unknown('the query gives more than one row: let it give one number or flag');
  const cells = Object.values(first);
  const [cell] = cells;
  if (cell === undefined || cells.length > 1)
    return unknown(`the query gives ${cells.length} columns: let it give one number or flag`);
  return judgeCell(cell, comparison);
};

const columnOf = (context: CheckContext): { readonly column?: string } =>
  context.property === undefined ? {} : { column: context.subject.name };

export const sql = defineCheck<z.infer<typeof params>>({
  id: 'sql',
  summary: 'A number or flag that a SELECT of one’s own gives is as demanded.',
  why: 'What only the owner of the data knows how to ask is still a rule: it is run read-only and its answer recorded like any other.',
  dimension: 'accuracy',
  on: 'either',
  params,
  odcs: { sql: ({ query }) => ({ query }) },
  expected: (_params, { comparison }) =>
    comparison === undefined ? 'a result' : `a result of ${comparisonText(comparison)}`,
  rungs: ({ query }, context) => {
    const { comparison } = context;
    if (comparison === undefined) throw new RuleUnknown('sql has no operator: add mustBe or another');
    const only: Rung = {
      name: 'exact',
      needs: {},
      userQuery: { sql: query, ...columnOf(context) },
      judge: ({ userRows }) => judgeRows(userRows as readonly Row[], comparison),
    };
    return [only];
  },
  examples: [
    {
      title: 'placeholders stand for the table and the column, whatever they are called',
      columns: { 'the "amount"': 'integer' },
      rows: [[3], [-4], [null]],
      on: 'the "amount"',
      params: { query: 'SELECT min({property}) FROM {object}', mustBeGreaterOrEqualTo: 0 },
      expect: { status: 'fail', observed: -4, says: 'gives -4' },
    },
    {
      title: 'a flag',
      columns: { a: 'integer', b: 'integer' },
      rows: [[1, 1]],
      params: { query: 'SELECT count(*) = 0 FROM {object} WHERE a <> b -- both {alike}', mustBe: true },
      expect: { status: 'pass', observed: true },
    },
    {
      title: 'NULL fails, whatever is demanded',
      columns: { a: 'integer' },
      rows: [],
      params: { query: 'SELECT sum(a) FROM {object}', mustNotBe: 3 },
      expect: { status: 'fail', says: 'NULL' },
    },
    {
      title: 'true is 1',
      columns: { a: 'integer' },
      rows: [[1]],
      params: { query: 'SELECT count(*) FROM {object}', mustBe: true },
      expect: { status: 'pass', observed: 1 },
    },
    {
      title: 'a text is no answer',
      columns: { a: 'text' },
      rows: [['x']],
      params: { query: 'SELECT max(a) FROM {object}', mustNotBe: 3 },
      expect: { status: 'unknown', says: 'a text' },
    },
    {
      title: 'nor are two cells',
      columns: { a: 'integer' },
      rows: [[1]],
      params: { query: 'SELECT 1, 2 FROM {object}', mustBe: 1 },
      expect: { status: 'unknown', says: '2 columns' },
    },
    {
      title: 'what the engine refuses',
      columns: { a: 'integer' },
      rows: [[1]],
      params: { query: 'SELECT nope FROM {object}', mustBe: 1 },
      expect: { status: 'unknown', says: 'the query failed' },
    },
  ],
});
