import { countWhere } from '../metrics/count-where.ts';
import { type InOrder, placed, tied } from '../metrics/in-order.ts';
import { ask } from '../metrics/request.ts';
import { rows } from '../metrics/rows.ts';
import { and, column, type Expr, isNull, or } from '../sql/expression.ts';
import { type CheckContext, type Rung, rung } from './check.ts';
import { judgeExceptions, toleranceOf } from './exceptions.ts';
import { placedExceptions } from './placed-exceptions.ts';
import type { Sequences } from './sequence.ts';
import type { Noun } from './words.ts';

/** A rule on each reading and the one before it. */
export interface SequenceRule {
  /** The rows that break it, in an order of rows. */
  readonly condition: (sequence: InOrder) => Expr;
  /** Rows without which none breaks the rule, where they are cheaper to find. Default: those that break it. */
  readonly suspects?: (sequence: InOrder) => Expr;
  /** A NULL is no reading: the one before it is looked at instead. */
  readonly skipsNull: boolean;
  readonly noun: Noun;
  readonly worst?: {
    readonly value: (sequence: InOrder) => Expr;
    readonly text: (largest: number) => string;
  };
}

const judgedOrder = (
  { skipsNull }: SequenceRule,
  { ordered }: Sequences,
  { subject }: CheckContext,
): InOrder => (skipsNull ? { ...ordered, of: subject.name } : ordered);

/** The rows that break a rule on neighbours. */
export const failsInSequence = (rule: SequenceRule, sequences: Sequences, context: CheckContext): Expr =>
  rule.condition(judgedOrder(rule, sequences, context));

/**
 * One sort, shared with the other rules of the sequence, proves that nothing is wrong where no two rows of a group share a time and,
 * if NULLs are skipped, there are none.
 */
const provesInOrder = (
  { condition, suspects = condition, skipsNull, noun }: SequenceRule,
  { shared }: Sequences,
  context: CheckContext,
): Rung => {
  const missing = skipsNull ? [and(placed(shared), isNull(column(context.subject.name)))] : [];
  const needs = {
    count: ask(countWhere, { condition: suspects(shared) }),
    doubts: ask(countWhere, { condition: or(tied(shared), ...missing) }),
    rows: ask(rows, {}),
  };
  return rung('cheap', needs, ({ count, doubts, rows: total }) =>
    count === 0 && doubts === 0 ? judgeExceptions(0, total, toleranceOf(context), noun) : undefined,
  );
};

/** The proofs of a rule on neighbours, the cheapest first. */
export const sequenceRungs = (
  rule: SequenceRule,
  sequences: Sequences,
  context: CheckContext,
): readonly Rung[] => {
  const { condition, noun, worst } = rule;
  const { order, per } = sequences;
  const judged = judgedOrder(rule, sequences, context);
  return [
    provesInOrder(rule, sequences, context),
    ...placedExceptions(
      {
        condition: condition(judged),
        noun,
        per,
        order: order.name,
        worst: worst === undefined ? undefined : { value: worst.value(judged), text: worst.text },
      },
      context,
    ),
  ];
};
