import { z } from 'zod';
import { cellText } from './cell.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const pair = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low < high, 'two different numbers, the smaller first');

/** ODCS's operators, each with the operand it takes. Between includes both ends. */
export const operatorSchemas = {
  mustBe: scalar,
  mustNotBe: scalar,
  mustBeGreaterThan: z.number(),
  mustBeGreaterOrEqualTo: z.number(),
  mustBeLessThan: z.number(),
  mustBeLessOrEqualTo: z.number(),
  mustBeBetween: pair,
  mustNotBeBetween: pair,
} as const;
export type Operator = keyof typeof operatorSchemas;
export const operators = Object.keys(operatorSchemas) as Operator[];

export type Comparison = {
  readonly [O in Operator]: { readonly operator: O; readonly value: z.infer<(typeof operatorSchemas)[O]> };
}[Operator];

/** Finds the one operator among the keys of a rule. Returns the comparison, or what is wrong in words. */
export const comparisonOf = (rule: Readonly<Record<string, unknown>>): Comparison | string => {
  const found = operators.filter((name) => rule[name] !== undefined);
  const [operator, second] = found;
  if (operator === undefined) return `an operator is missing: one of ${operators.join(', ')}`;
  if (second !== undefined) return `two operators, ${operator} and ${second}: write two rules`;
  const operand = operatorSchemas[operator].safeParse(rule[operator]);
  if (!operand.success)
    return `${operator} does not take ${JSON.stringify(rule[operator])}: ${operand.error.issues[0]?.message ?? ''}`;
  return { operator, value: operand.data } as Comparison;
};

/** Whether `observed` satisfies the comparison. NaN satisfies no ordering and no equality, and every mustNotBe. */
export const holds = (comparison: Comparison, observed: number | string | boolean): boolean => {
  const { operator, value } = comparison;
  switch (operator) {
    case 'mustBe':
      return observed === value;
    case 'mustNotBe':
      return observed !== value;
    case 'mustBeGreaterThan':
      return typeof observed === 'number' && observed > value;
    case 'mustBeGreaterOrEqualTo':
      return typeof observed === 'number' && observed >= value;
    case 'mustBeLessThan':
      return typeof observed === 'number' && observed < value;
    case 'mustBeLessOrEqualTo':
      return typeof observed === 'number' && observed <= value;
    case 'mustBeBetween':
      return typeof observed === 'number' && observed >= value[0] && observed <= value[1];
    case 'mustNotBeBetween':
      return typeof observed === 'number' && (observed < value[0] || observed > value[1]);
  }
};

const phrases = {
  mustBe: 'exactly',
  mustNotBe: 'anything but',
  mustBeGreaterThan: 'more than',
  mustBeGreaterOrEqualTo: 'at least',
  mustBeLessThan: 'less than',
  mustBeLessOrEqualTo: 'at most',
} as const;

/** The comparison in words: "between 0 and 1 (both included)", "below 0 or above 1". */
export const comparisonText = ({ operator, value }: Comparison, unit = ''): string => {
  switch (operator) {
    case 'mustBeBetween':
      return `between ${value[0]}${unit} and ${value[1]}${unit} (both included)`;
    case 'mustNotBeBetween':
      return `below ${value[0]}${unit} or above ${value[1]}${unit}`;
    default:
      return `${phrases[operator]} ${cellText(value)}${unit}`;
  }
};

export const none: Comparison = { operator: 'mustBe', value: 0 };
