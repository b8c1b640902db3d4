import { z } from 'zod';
import { before, type InOrder, placed } from '../metrics/in-order.ts';
import { and, call, column, compare, type Expr, isIn, not, notNull, or, text } from '../sql/expression.ts';
import { type CheckContext, defineCheck } from './check.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { sequenceKeys, sequencesOf } from './sequence.ts';
import { failsInSequence, type SequenceRule, sequenceRungs } from './sequence-rungs.ts';
import { nounOf } from './words.ts';

const params = z.strictObject({
  /** For each state, the states that may follow; to stay is always allowed, from a state not listed nothing else is. */
  transitions: z.record(
    z.string(),
    z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String)),
  ),
  ...sequenceKeys,
});
type TransitionParams = z.infer<typeof params>;

const isForbidden = ({ transitions }: TransitionParams, name: string, sequence: InOrder): Expr => {
  const state = call('toText', column(name));
  const previous = before(state, sequence);
  const allowed = Object.entries(transitions).map(([from, to]) =>
    and(compare(previous, '=', text(from)), isIn(state, to)),
  );
  return and(placed(sequence), notNull(previous), compare(state, '<>', previous), not(or(...allowed)));
};

const noun = nounOf('step', 'to a state that may not follow');

const ruleOf = (params: TransitionParams, { subject }: CheckContext): SequenceRule => ({
  condition: (sequence) => isForbidden(params, subject.name, sequence),
  skipsMissing: false,
  noun,
});

export const allowedTransitions = defineCheck<TransitionParams>({
  id: 'allowedTransitions',
  summary: 'A state is only followed by states that may follow it.',
  why: 'A machine does not go from cleaning to full production without starting. A forbidden step is a lost message, a double sender or a state that was renamed.',
  dimension: 'consistency',
  on: 'property',
  accepts: ['text', 'integer', 'boolean'],
  params,
  expected: (_params, context) => toleranceText(toleranceOf(context), noun),
  rungs: (params, context) => sequenceRungs(ruleOf(params, context), sequencesOf(params, context), context),
  failing: (params, context) =>
    failsInSequence(ruleOf(params, context), sequencesOf(params, context), context),
  examples: [
    {
      title: 'from cleaning straight to running',
      columns: { machine_id: 'integer', t: 'integer', state: 'text' },
      rows: [
        [1, 1, 'run'],
        [1, 2, 'clean'],
        [1, 3, 'clean'],
        [1, 4, 'run'],
        [2, 1, 'clean'],
        [2, 2, 'start'],
        [2, 3, 'run'],
      ],
      on: 'state',
      params: {
        transitions: { run: ['stop', 'clean'], clean: ['start'], start: ['run'] },
        order: 't',
        per: 'machine_id',
      },
      expect: { status: 'fail', count: 1, failingRows: [3], says: 'machine 1, 4' },
    },
    {
      title: 'a missing state is no state; numbers too',
      columns: { t: 'integer', state: 'integer' },
      rows: [
        [1, 0],
        [2, null],
        [3, 7],
        [4, 0],
      ],
      on: 'state',
      params: { transitions: { 7: [0] }, order: 't' },
      expect: { status: 'pass', count: 0 },
    },
  ],
});
