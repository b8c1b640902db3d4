import { nulls } from '../metrics/nulls.ts';
import { ask } from '../metrics/request.ts';
import { and, column, type Expr, isNull } from '../sql/expression.ts';
import { type CheckContext, type Rung, rung } from './check.ts';
import { countsExceptions, judgeExceptions, toleranceOf } from './exceptions.ts';
import { nounOf } from './words.ts';

/** A cell that did not cast is present, only of the wrong type: it is not NULL. */
export const nullCell = ({ subject }: CheckContext): Expr =>
  subject.uncast === undefined
    ? isNull(column(subject.name))
    : and(isNull(column(subject.name)), isNull(column(subject.uncast)));

export const nullNoun = nounOf('NULL');

/** Counts the NULLs of a column; where cells may have failed to cast, exactly. */
export const countsNulls = (context: CheckContext): readonly Rung[] => {
  const tolerance = toleranceOf(context);
  const { subject } = context;
  return [
    rung('cheap', { found: ask(nulls, { column: subject.name }) }, ({ found }) =>
      subject.uncast === undefined || found.nulls === 0
        ? judgeExceptions(found.nulls, found.rows, tolerance, nullNoun)
        : undefined,
    ),
    countsExceptions(nullCell(context), tolerance, nullNoun),
  ];
};
