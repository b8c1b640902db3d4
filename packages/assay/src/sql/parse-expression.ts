import type { Expr } from './expression.ts';
import { Parser } from './grammar/parser.ts';
import { type ExpressionError, SyntaxStop } from './grammar/syntax-error.ts';
import { tokensOf } from './grammar/tokens.ts';
import type { Written } from './grammar/written.ts';

export { expressionColumns } from './expression-columns.ts';
export type { ExpressionError } from './grammar/syntax-error.ts';

/** An expression, and how its parts stand in the text. */
export interface ParsedExpression extends Written {
  readonly expr: Expr;
}

/** Longer texts are refused before they are read. */
export const longestExpression = 20_000;

/**
 * Reads the rule-expression grammar: comparison, arithmetic, and, or, not, in, between, is null, like, and the functions of
 * `grammarFunctions`. Nothing of the text reaches an engine but names and values. Never throws. Columns are not looked up
 * and kinds not compared: `parseCondition` does both.
 */
export const parseExpression = (text: string): ParsedExpression | { readonly error: ExpressionError } => {
  if (text.length > longestExpression) {
    return {
      error: {
        message: `an expression has at most ${longestExpression} characters`,
        offset: longestExpression,
      },
    };
  }
  try {
    const parser = new Parser(tokensOf(text));
    return { expr: parser.whole(), offsets: parser.offsets, listed: parser.listed };
  } catch (cause) {
    if (!(cause instanceof SyntaxStop)) throw cause;
    return { error: { message: cause.message, offset: cause.offset } };
  }
};

/** Where an offset is, as people count: "character 8", in a text of several lines "line 2, character 8". */
export const placeIn = (text: string, offset: number): string => {
  const before = text.slice(0, offset).split('\n');
  const character = `character ${[...(before.at(-1) ?? '')].length + 1}`;
  return before.length > 1 || text.trimEnd().includes('\n')
    ? `line ${before.length}, ${character}`
    : character;
};
