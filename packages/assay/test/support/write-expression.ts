import { type Cell, isTagged } from '../../src/domain/cell.ts';
import type { Expr } from '../../src/sql/expression.ts';
import { grammarFunctions } from '../../src/sql/grammar/functions.ts';

const names = new Map(Object.entries(grammarFunctions).map(([name, { fn }]) => [fn, name]));

/** How tightly each node binds, by the page of the grammar; what is not here needs no parentheses. */
const tightness = (expr: Expr): number => {
  switch (expr.kind) {
    case 'or':
      return 1;
    case 'and':
      return 2;
    case 'not':
      return 3;
    case 'compare':
    case 'in':
    case 'like':
    case 'isNull':
      return 4;
    case 'arithmetic':
      return expr.op === '+' || expr.op === '-' ? 5 : 6;
    default:
      return 7;
  }
};

const quoted = (text: string, quote: string): string =>
  `${quote}${text.replaceAll(quote, quote + quote)}${quote}`;

const cell = (value: Cell): string => {
  if (!isTagged(value)) return typeof value === 'string' ? quoted(value, "'") : String(value);
  return value.type === 'date' || value.type === 'timestamp' ? `${value.type} '${value.value}'` : value.value;
};

/** Writes one node; `write` writes a part of it that must bind at least so tightly. */
const writeNode = (expr: Expr, write: (part: Expr, least: number) => string): string => {
  const own = tightness(expr);
  switch (expr.kind) {
    case 'column':
      return quoted(expr.name, '"');
    case 'literal':
      return cell(expr.value);
    case 'compare':
      return `${write(expr.left, own + 1)} ${expr.op} ${write(expr.right, own + 1)}`;
    case 'arithmetic':
      return `${write(expr.left, own)} ${expr.op} ${write(expr.right, own + 1)}`;
    case 'and':
    case 'or':
      return expr.args.map((arg) => write(arg, own + 1)).join(` ${expr.kind} `);
    case 'not':
      return `not ${write(expr.arg, own)}`;
    case 'isNull':
      return `${write(expr.arg, own)} is null`;
    case 'in':
      return `${write(expr.arg, own + 1)} in (${expr.values.map(cell).join(', ')})`;
    case 'like':
      return `${write(expr.arg, own + 1)} like ${quoted(expr.pattern, "'")}`;
    case 'matches':
      return `matches(${write(expr.arg, 0)}, ${quoted(expr.pattern, "'")})`;
    case 'call':
      return `${names.get(expr.fn)}(${expr.args.map((arg) => write(arg, 0)).join(', ')})`;
    default:
      throw new Error(`${expr.kind} is not part of the grammar`);
  }
};

/** Writes nodes of the rule-expression grammar as a person could have, with no more parentheses than are needed. */
export const writeExpression = (expr: Expr): string =>
  writeNode(expr, (part, least) =>
    tightness(part) < least ? `(${writeExpression(part)})` : writeExpression(part),
  );

/** The same with parentheses round all that has an operator. */
export const writeGrouped = (expr: Expr): string => {
  const text = writeNode(expr, writeGrouped);
  return tightness(expr) < 7 ? `(${text})` : text;
};
