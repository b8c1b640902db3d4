import { problem, Refusal } from '../domain/problem.ts';
import type { Scope } from '../run/scope.ts';
import { parseCondition } from '../sql/parse-condition.ts';
import { type ExpressionError, parseExpression, placeIn } from '../sql/parse-expression.ts';

const scopeProblem = (text: string, { message, offset }: ExpressionError): Refusal =>
  new Refusal([problem('expression-invalid', `where: ${message}`, `at ${placeIn(text, offset)} of ${text}`)]);

/** A scope by its rule expression. Throws `Refusal` where it cannot be read; later, where it does not fit the columns. */
export const scopeOf = (text: string): Scope => {
  const parsed = parseExpression(text);
  if ('error' in parsed) throw scopeProblem(text, parsed.error);
  return {
    text,
    condition: (columns) => {
      const found = parseCondition(text, columns);
      if ('error' in found) throw scopeProblem(text, found.error);
      return found.expr;
    },
  };
};

/** Two scopes in one text, as they are written. */
export const bothAsWritten = (left: string | undefined, right: string | undefined): string | undefined =>
  left === undefined || right === undefined ? (left ?? right) : `(${left}) and (${right})`;

/** Each is read by itself first: a parenthesis too many in one must not reach into the other. */
export const bothScopes = (left: string | undefined, right: string | undefined): string | undefined => {
  if (left !== undefined && right !== undefined) for (const text of [left, right]) scopeOf(text);
  return bothAsWritten(left, right);
};
