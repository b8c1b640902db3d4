import { problem, Refusal } from '../domain/problem.ts';
import type { Scope } from '../run/scope.ts';
import { parseCondition } from '../sql/parse-condition.ts';
import { type ExpressionError, parseExpression, placeIn } from '../sql/parse-expression.ts';

/** A date without quotes is a subtraction, and what is said of that does not help. */
const bareDateIn = (text: string): string | undefined =>
  /(?<![\d'"-])\d{4}-\d{2}-\d{2}(?![\d'"-])/.exec(text)?.[0];

const scopeProblem = (text: string, { message, offset }: ExpressionError): Refusal => {
  const date = bareDateIn(text);
  const quotes = date === undefined ? '' : `; dates stand in quotes: '${date}'`;
  return new Refusal([
    problem('expression-invalid', `where: ${message}`, `at ${placeIn(text, offset)} of ${text}${quotes}`),
  ]);
};

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
