import type { Column } from '../domain/column.ts';
import type { Expr } from './expression.ts';
import { expressionColumns } from './expression-columns.ts';
import { type ExpressionError, SyntaxStop } from './grammar/syntax-error.ts';
import { Typing } from './grammar/typed.ts';
import { parseExpression } from './parse-expression.ts';

/** A condition ready for a query: its columns exist, and what it compares has one meaning on every engine. */
export interface Condition {
  readonly expr: Expr;
  readonly columns: readonly string[];
}

/**
 * Reads a rule expression against the columns of a table. Names are found with case ignored where that is unique; kinds must
 * fit (a text written beside a date is read as one); whole numbers do not overflow, decimals stay exact, texts are ordered by
 * code point. NULL means what it means in SQL. Never throws.
 */
export const parseCondition = (
  text: string,
  columns: readonly Column[],
): Condition | { readonly error: ExpressionError } => {
  const parsed = parseExpression(text);
  if ('error' in parsed) return parsed;
  try {
    const expr = new Typing(columns, parsed).condition(parsed.expr);
    return { expr, columns: expressionColumns(expr) };
  } catch (cause) {
    if (!(cause instanceof SyntaxStop)) throw cause;
    return { error: { message: cause.message, offset: cause.offset } };
  }
};
