import { type Cell, isTagged } from '../../src/domain/cell.ts';
import type { Expr } from '../../src/sql/expression.ts';
import { grammarFunctions } from '../../src/sql/grammar/functions.ts';

const names = new Map(Object.entries(grammarFunctions).map(([name, { fn }]) => [fn, name]));

const quoted = (text: string, quote: string): string =>
  `${quote}${text.replaceAll(quote, quote + quote)}${quote}`;

const cell = (value: Cell): string => {
  if (!isTagged(value)) return typeof value === 'string' ? quoted(value, "'") : String(value);
  return value.type === 'date' || value.type === 'timestamp' ? `${value.type} '${value.value}'` : value.value;
};

/** Writes nodes of the rule-expression grammar as a person could have. */
export const writeExpression = (expr: Expr): string => {
  const write = writeExpression;
  switch (expr.kind) {
    case 'column':
      return quoted(expr.name, '"');
    case 'literal':
      return cell(expr.value);
    case 'compare':
    case 'arithmetic':
      return `(${write(expr.left)} ${expr.op} ${write(expr.right)})`;
    case 'and':
    case 'or':
      return `(${expr.args.map(write).join(` ${expr.kind} `)})`;
    case 'not':
      return `(not ${write(expr.arg)})`;
    case 'isNull':
      return `(${write(expr.arg)} is null)`;
    case 'in':
      return `(${write(expr.arg)} in (${expr.values.map(cell).join(', ')}))`;
    case 'like':
      return `(${write(expr.arg)} like ${quoted(expr.pattern, "'")})`;
    case 'matches':
      return `matches(${write(expr.arg)}, ${quoted(expr.pattern, "'")})`;
    case 'call':
      return `${names.get(expr.fn)}(${expr.args.map(write).join(', ')})`;
    default:
      throw new Error(`${expr.kind} is not part of the grammar`);
  }
};
