import { z } from 'zod';
import { dependency } from '../metrics/dependency.ts';
import { ask } from '../metrics/request.ts';
import { call, column, type Expr, text } from '../sql/expression.ts';
import { type CheckContext, defineCheck, RuleUnknown } from './check.ts';
import { perOf } from './compared-number.ts';
import { provesNone, toleranceOf, toleranceText } from './exceptions.ts';
import { againstMajority } from './majority.ts';
import { placedExceptions } from './placed-exceptions.ts';
import { nounOf } from './words.ts';

const steps = ['case', 'space', 'unicode'] as const;
const params = z.strictObject({
  /** The text columns of the key, for a rule on the whole object. */
  columns: z.array(z.string()).min(1).optional(),
  /** What does not count as a difference: upper and lower case, space around and within, ways to encode one character. */
  normalise: z
    .array(z.enum(steps))
    .min(1)
    .default([...steps]),
});
type NormalisingParams = z.infer<typeof params>;

const keyOf = ({ columns }: NormalisingParams, context: CheckContext): readonly string[] => {
  const key = columns === undefined ? [context.subject] : columns.map((name) => context.column(name));
  const other = key.find(({ kind }) => kind !== 'text');
  if (other !== undefined)
    throw new RuleUnknown(`${other.name} is ${other.sqlType}: only text can be spelt in several ways`);
  return key.map(({ name }) => name);
};

const normalised = (value: Expr, { normalise }: NormalisingParams): Expr => {
  const composed = normalise.includes('unicode') ? call('composeUnicode', value) : value;
  const spaced = normalise.includes('space') ? call('trim', call('collapseSpace', composed)) : composed;
  return normalise.includes('case') ? call('lower', spaced) : spaced;
};

/** The key as one text; the parts are told apart by a character that no text of theirs holds in practice. */
const spelling = (names: readonly string[]): Expr => {
  const [first, ...rest] = names.map((name) => column(name));
  if (first === undefined) return text('');
  return rest.length === 0 ? first : call('concat', first, ...rest.flatMap((each) => [text('\u001f'), each]));
};

const failing = (params: NormalisingParams, context: CheckContext): Expr => {
  const names = keyOf(params, context);
  return againstMajority(
    names.map((name) => normalised(column(name), params)),
    spelling(names),
  );
};

export const duplicatesAfterNormalising = defineCheck<NormalisingParams>({
  id: 'duplicatesAfterNormalising',
  summary: 'No key is spelt in several ways that differ only in case, space or encoding.',
  why: '“Pump 7”, “pump 7” and “Pump  7 ” are one pump to a person and three to a join: its readings are split and every count per pump is wrong.',
  dimension: 'uniqueness',
  on: 'either',
  onWholeTable: true,
  params,
  expected: (_params, context) =>
    toleranceText(toleranceOf(context), nounOf('row', 'with a rarer or disputed spelling of a key')),
  rungs: (params, context) => {
    const names = keyOf(params, context);
    const noun = nounOf('row', `with a rarer or disputed spelling of ${names.join(', ')}`);
    const asked = {
      determinant: names.map((name) => normalised(column(name), params)),
      dependent: spelling(names),
    };
    return [
      provesNone(
        { found: ask(dependency, asked) },
        toleranceOf(context),
        noun,
        ({ found }) => found.conflicting === 0,
      ),
      ...placedExceptions({ condition: failing(params, context), noun, per: perOf(names, context) }, context),
    ];
  },
  failing,
  examples: [
    {
      title: 'case, space and encoding',
      columns: { pump: 'text' },
      rows: [['Pump é'], ['Pump é'], ['pump  é '], ['Pump e\u0301'], ['Pump 8'], [null]],
      on: 'pump',
      params: {},
      expect: { status: 'fail', count: 2, failingRows: [2, 3], says: 'pump "pump  é " (1 row)' },
    },
    {
      title: 'no spelling is the usual one',
      columns: { pump: 'text' },
      rows: [['A'], ['a'], ['b']],
      on: 'pump',
      params: {},
      expect: {
        status: 'fail',
        count: 2,
        failingRows: [0, 1],
        says: '2 rows with a rarer or disputed spelling of pump of 3 (67 %)',
      },
    },
    {
      title: 'case may tell two keys apart',
      columns: { plant: 'text', unit: 'text' },
      rows: [
        ['A', 'mW'],
        ['A', 'MW'],
        ['A', 'MW'],
      ],
      params: { columns: ['plant', 'unit'], normalise: ['space'] },
      expect: { status: 'pass', count: 0, failingRows: [] },
    },
    {
      title: 'a key of two columns',
      columns: { plant: 'text', unit: 'text' },
      rows: [
        ['A', 'x'],
        ['A', 'x'],
        ['a', 'x'],
        ['B', 'x'],
      ],
      params: { columns: ['plant', 'unit'] },
      expect: { status: 'fail', count: 1, failingRows: [2], says: 'plant a, unit x' },
    },
  ],
});
