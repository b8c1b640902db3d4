import { z } from 'zod';
import type { Column } from '../domain/column.ts';
import { temporalKinds } from '../domain/column.ts';
import { type InOrder, orderKinds } from '../metrics/in-order.ts';
import { type CheckContext, RuleUnknown } from './check.ts';
import { perOf } from './compared-number.ts';
import { perParam } from './groups.ts';

/** Parameters of rules on rows in the order of time, for each group apart. */
export const sequenceKeys = { order: z.string().optional(), per: perParam };

export interface Sequence {
  readonly order: Column;
  readonly per: readonly string[];
}

const timesOf = ({ columns }: CheckContext): readonly Column[] =>
  columns.filter(({ kind }) => temporalKinds.includes(kind));

/** The column that says when, where the table has just one of times. */
export const onlyTimeOf = (context: CheckContext): string | undefined => {
  const [only, second] = timesOf(context);
  return second === undefined ? only?.name : undefined;
};

const onlyTime = (context: CheckContext): Column => {
  const times = timesOf(context);
  const [only] = times;
  if (only !== undefined && times.length === 1) return only;
  throw new RuleUnknown(
    times.length === 0
      ? 'no column holds a time: name the one that orders the rows, order: <column>'
      : `${times.length} columns hold times: say which one orders the rows, order: ${times.map(({ name }) => name).join(' or ')}`,
  );
};

/** The order column (the table's only time column where none is named) and the groups. */
export const sequenceOf = (
  params: { readonly order?: string | undefined; readonly per?: readonly string[] | undefined },
  context: CheckContext,
): Sequence => {
  const order = params.order === undefined ? onlyTime(context) : context.column(params.order);
  if (!orderKinds.includes(order.kind))
    throw new RuleUnknown(`${order.name} is ${order.sqlType}: rows are ordered by a time or a number`);
  return { order, per: perOf(params.per, context) };
};

/** The rows of a rule in the order of time. */
export interface Sequences extends Sequence {
  /** Rows of equal time as they come: one sort for all rules with these groups and this order. */
  readonly shared: InOrder;
  /** Rows of equal time by their values, so that the verdict depends on no chance. */
  readonly ordered: InOrder;
}

export const sequencesOf = (params: Parameters<typeof sequenceOf>[0], context: CheckContext): Sequences => {
  const { order, per } = sequenceOf(params, context);
  const shared = { order: order.name, per };
  return { order, per, shared, ordered: { ...shared, tieBreak: context.subject.name } };
};
