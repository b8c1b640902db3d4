import { createHash } from 'node:crypto';
import { countText, plural } from '../../../checks/words.ts';
import { aggregate, and, column, compare, type Expr, not, notNull, number } from '../../../sql/expression.ts';
import { parseCondition } from '../../../sql/parse-condition.ts';
import { type Asked, askTogether } from '../ask-together.ts';
import { fewRows, heldMark } from '../parts.ts';
import type { Asking, SuggestionAcross } from '../suggester.ts';
import { numberIn } from '../tails.ts';
import { forgiven } from './sample.ts';

/** A rule that each row satisfies by itself, found in a sample. */
export interface RowRule {
  /** Says with `columns` which rule it is: its id is made of them. */
  readonly kind: string;
  readonly columns: readonly string[];
  /** What else tells it from others of its kind and columns. */
  readonly among?: string;
  /** As `expression` reads it. */
  readonly expression: string;
  readonly where?: string;
  readonly reason: string;
  readonly sure: boolean;
}

/** An id that ODCS takes. Names that do not fit it are told apart by a hash. */
export const ruleId = (kind: string, columns: readonly string[]): string => {
  const plain = `${kind}-${columns.join('-')}`;
  const fitting = plain.replaceAll(/[^A-Za-z0-9_-]+/g, '-').slice(0, 60);
  if (fitting === plain) return plain;
  return `${fitting}-${createHash('sha256').update(plain).digest('hex').slice(0, 6)}`;
};

interface Counted {
  readonly rows: number;
  readonly broken: number;
  readonly heldRows: number;
  readonly heldBroken: number;
}

const askedOf = (rule: RowRule, index: number, { looked }: Asking): Asked | undefined => {
  const columns = looked.columns.map((one) => one.column);
  const holds = parseCondition(rule.expression, columns);
  const where = rule.where === undefined ? undefined : parseCondition(rule.where, columns);
  if ('error' in holds || (where !== undefined && 'error' in where)) return undefined;
  const among = (condition: Expr): Expr => (where === undefined ? condition : and(where.expr, condition));
  const kept = compare(column(heldMark), '=', number(1));
  const known = among(notNull(holds.expr));
  const broken = among(not(holds.expr));
  return {
    of: rule.columns[0] ?? '',
    columns: {
      [`rows${index}`]: aggregate('countIf', known),
      [`broken${index}`]: aggregate('countIf', broken),
      [`heldRows${index}`]: aggregate('countIf', and(known, kept)),
      [`heldBroken${index}`]: aggregate('countIf', and(broken, kept)),
    },
  };
};

const counted = async (asking: Asking, rules: readonly RowRule[]): Promise<readonly Counted[]> => {
  const names = [...new Set(rules.flatMap(({ columns }) => columns))];
  const asked = rules.flatMap((rule, index) => askedOf(rule, index, asking) ?? []);
  if (asked.length === 0) return [];
  const row = await askTogether(asking.looking, () => asking.looked.parts.marked(names), asked);
  const count = (name: string, index: number): number => numberIn(row, `${name}${index}`) ?? 0;
  return rules.map((_rule, index) => ({
    rows: count('rows', index),
    broken: count('broken', index),
    heldRows: count('heldRows', index),
    heldBroken: count('heldBroken', index),
  }));
};

const reasonOf = ({ reason }: RowRule, { rows, broken, heldRows }: Counted): string => {
  if (broken > 0) return `${reason}; but not in ${countText(broken)} of ${plural(rows, 'row')}: mistakes?`;
  const kept = heldRows > 0 ? `, ${countText(heldRows)} of them kept back` : '';
  return `${reason}; holds in all ${plural(rows, 'row')}${kept}`;
};

const suggestionOf = (rule: RowRule, found: Counted): SuggestionAcross => {
  const { expression, where } = rule;
  return {
    place: 'quality',
    body: {
      id: ruleId(rule.kind, [...rule.columns, ...(rule.among === undefined ? [] : [rule.among])]),
      type: 'custom',
      engine: 'assay',
      implementation: { check: 'expression', expression, ...(where === undefined ? {} : { where }) },
    },
    check: 'expression',
    shown: `${expression}${where === undefined ? '' : ` where ${where}`}`,
    sure: rule.sure && found.broken === 0,
    reason: reasonOf(rule, found),
    rows: found.rows - found.heldRows,
    exceptions: found.broken - found.heldBroken,
  };
};

/**
 * Holds rules of a sample against all rows, in as few queries as the engine likes. What more than a few rows break is dropped; what a few
 * break is a question.
 */
export const heldAgainstRows = async (
  asking: Asking,
  rules: readonly RowRule[],
): Promise<readonly SuggestionAcross[]> => {
  const found = await counted(asking, rules);
  return rules.flatMap((rule, index) => {
    const one = found[index];
    if (one === undefined || one.rows < fewRows || one.broken > one.rows * forgiven) return [];
    return [suggestionOf(rule, one)];
  });
};
