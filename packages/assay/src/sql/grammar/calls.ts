import { nearest } from '../../domain/nearest.ts';
import { Unsupported } from '../dialect.ts';
import { call, type Expr, matches } from '../expression.ts';
import { parsePattern } from '../pattern/parse.ts';
import { type Argument, type GrammarFunction, grammarFunctions } from './functions.ts';
import { stop } from './syntax-error.ts';

const byLowerName = new Map(
  Object.entries(grammarFunctions).map(([name, known]) => [name.toLowerCase(), known]),
);

/** A function by its name in any case. */
export const functionNamed = (name: string, offset: number): GrammarFunction => {
  const known = byLowerName.get(name.toLowerCase());
  if (known !== undefined) return known;
  const names = Object.keys(grammarFunctions);
  const near = nearest(name, names);
  return stop(
    `there is no function ${name}${near === undefined ? `; the functions are ${names.join(', ')}` : `: did you mean ${near}?`}`,
    offset,
  );
};

const counted = (least: number, most: number): string => {
  if (most === Number.POSITIVE_INFINITY) return `at least ${least} arguments`;
  return least === most ? `${least} argument${least === 1 ? '' : 's'}` : `${least} or ${most} arguments`;
};

const whyNotPortable = (pattern: string): string | undefined => {
  try {
    parsePattern(pattern);
    return undefined;
  } catch (cause) {
    if (cause instanceof Unsupported) return cause.message;
    throw cause;
  }
};

/** What is wrong with an argument that must be written out, or undefined. */
const wrongLiteral = (argument: Argument, expr: Expr): string | undefined => {
  const value = expr.kind === 'literal' ? expr.value : undefined;
  if (argument === 'digits') {
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 15
      ? undefined
      : 'takes a whole number from 0 to 15 as its second argument';
  }
  if (argument !== 'pattern') return undefined;
  if (typeof value !== 'string') return 'takes a pattern in single quotes as its second argument';
  const why = whyNotPortable(value);
  return why === undefined ? undefined : `cannot use this: ${why}`;
};

/** The node of a call, once its arguments are as many as it takes and those to be written out are. */
export const callOf = (name: string, known: GrammarFunction, args: readonly Expr[], offset: number): Expr => {
  const least = known.arguments.length - (known.optional ?? 0);
  const most = known.repeats ? Number.POSITIVE_INFINITY : known.arguments.length;
  if (args.length < least || args.length > most)
    stop(`${name} takes ${counted(least, most)}, not ${args.length}`, offset);
  for (const [index, argument] of known.arguments.entries()) {
    const given = args[index];
    const wrong = given === undefined ? undefined : wrongLiteral(argument, given);
    if (wrong !== undefined) stop(`${name} ${wrong}`, offset);
  }
  if (known.fn !== 'matches') return call(known.fn, ...args);
  const [subject, pattern] = args;
  return subject !== undefined && pattern?.kind === 'literal' && typeof pattern.value === 'string'
    ? matches(subject, pattern.value)
    : stop(`${name} takes a text and a pattern`, offset);
};
