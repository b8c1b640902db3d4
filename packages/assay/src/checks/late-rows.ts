import { temporalKinds } from '../domain/column.ts';
import { elapsed } from '../metrics/in-order.ts';
import { column, compare, type Expr, number } from '../sql/expression.ts';
import { knownZone } from './age.ts';
import { type CheckContext, RuleUnknown, type Rung } from './check.ts';
import { perOf } from './compared-number.ts';
import type { LateParams } from './late-params.ts';
import { placedExceptions } from './placed-exceptions.ts';
import { durationText, nounOf } from './words.ts';

/** Seconds from the time of a row to that of its arrival. */
const delayOf = (arrival: string, context: CheckContext): Expr => {
  const { subject } = context;
  const arrived = context.column(arrival);
  if (!temporalKinds.includes(arrived.kind))
    throw new RuleUnknown(`${arrived.name} is ${arrived.sqlType}, no time`);
  const mixed = (arrived.kind === 'timestamptz') !== (subject.kind === 'timestamptz');
  if (mixed && knownZone(context) !== 'Etc/UTC')
    throw new RuleUnknown(
      `of ${subject.name} and ${arrived.name} only one has a zone: their distance is not known`,
    );
  return elapsed(column(arrived.name), column(subject.name), subject.kind);
};

export const arrivesLate = ({ arrival = '', maxDelay = 0 }: LateParams, context: CheckContext): Expr =>
  compare(delayOf(arrival, context), '>', number(maxDelay));

/** No row may arrive long after its time. */
export const judgesRows = (params: LateParams, context: CheckContext): readonly Rung[] => {
  const { arrival = '', maxDelay = 0, per } = params;
  return placedExceptions(
    {
      condition: arrivesLate(params, context),
      noun: nounOf('row', `late by more than ${durationText(maxDelay)}`),
      per: perOf(per, context),
      order: context.subject.name,
      worst: {
        value: delayOf(arrival, context),
        text: (largest) => `longest delay ${durationText(largest)}`,
      },
    },
    context,
  );
};
