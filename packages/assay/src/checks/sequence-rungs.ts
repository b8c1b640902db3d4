import { countWhere } from '../metrics/count-where.ts';
import { type InOrder, known, placed, tied } from '../metrics/in-order.ts';
import { ask } from '../metrics/request.ts';
import { and, type Expr, not, or } from '../sql/expression.ts';
import type { CheckContext, Rung } from './check.ts';
import { provesNone, toleranceOf } from './exceptions.ts';
import { placedExceptions } from './placed-exceptions.ts';
import type { Sequences } from './sequence.ts';
import type { Noun } from './words.ts';

/** A rule on each reading and the one before it. */
export interface SequenceRule {
  /** The rows that break it, in an order of rows. */
  readonly condition: (sequence: InOrder) => Expr;
  /** Rows without which none breaks the rule, where they are cheaper to find. Default: those that break it. */
  readonly suspects?: (sequence: InOrder) => Expr;
  /** A row without a value (NULL, NaN) is no reading: the one before it is looked at instead. */
  readonly skipsMissing: boolean;
  readonly noun: Noun;
  readonly worst?: {
    readonly value: (sequence: InOrder) => Expr;
    readonly text: (largest: number) => string;
  };
}

const judgedOrder = (
  { skipsMissing }: SequenceRule,
  { ordered }: Sequences,
  { subject }: CheckContext,
): InOrder => (skipsMissing ? { ...ordered, among: known(subject) } : ordered);

/** The rows that break a rule on neighbours. */
export const failsInSequence = (rule: SequenceRule, sequences: Sequences, context: CheckContext): Expr => {
  const fails = rule.condition(judgedOrder(rule, sequences, context));
  return rule.skipsMissing ? and(known(context.subject), fails) : fails;
};

/**
 * One sort, shared with the other rules of the sequence, proves that nothing is wrong where no two rows of a group share a time and, if
 * rows without a value are skipped, there are none.
 */
const provesInOrder = (
  { condition, suspects = condition, skipsMissing, noun }: SequenceRule,
  { shared }: Sequences,
  context: CheckContext,
): Rung => {
  const missing = skipsMissing ? [and(placed(shared), not(known(context.subject)))] : [];
  return provesNone(
    {
      count: ask(countWhere, { condition: suspects(shared) }),
      doubts: ask(countWhere, { condition: or(tied(shared), ...missing) }),
    },
    toleranceOf(context),
    noun,
    ({ count, doubts }) => count === 0 && doubts === 0,
  );
};

/** The proofs of a rule on neighbours, the cheapest first. */
export const sequenceRungs = (
  rule: SequenceRule,
  sequences: Sequences,
  context: CheckContext,
): readonly Rung[] => {
  const { noun, worst } = rule;
  const { order, per } = sequences;
  const judged = judgedOrder(rule, sequences, context);
  return [
    provesInOrder(rule, sequences, context),
    ...placedExceptions(
      {
        condition: failsInSequence(rule, sequences, context),
        noun,
        per,
        order: order.name,
        worst: worst === undefined ? undefined : { value: worst.value(judged), text: worst.text },
      },
      context,
    ),
  ];
};
