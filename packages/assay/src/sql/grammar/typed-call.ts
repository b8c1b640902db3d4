import { call, type Expr, type FunctionName } from '../expression.ts';
import { alike, ordered } from './alike.ts';
import { ofOneScale } from './decimals.ts';
import { type Argument, type GrammarFunction, grammarFunctions } from './functions.ts';
import { instants, numbers, phraseOf, type Typed } from './kinds.ts';
import { double, exact } from './typed-arithmetic.ts';

type Refuse = (message: string, at: Typed) => never;

const takes: Readonly<
  Partial<Record<Argument, { readonly kinds: readonly string[]; readonly words: string }>>
> = {
  number: { kinds: numbers, words: 'a number' },
  text: { kinds: ['text'], words: 'a text' },
  day: { kinds: instants, words: 'a date or timestamp' },
  moment: { kinds: ['timestamp', 'timestamptz', 'time'], words: 'a timestamp or time' },
};

const byNode = new Map(Object.entries(grammarFunctions).map(([name, known]) => [known.fn, { name, known }]));

const checkKinds = (name: string, known: GrammarFunction, args: readonly Typed[], refuse: Refuse): void => {
  for (const [index, argument] of known.arguments.entries()) {
    const given = args[index];
    const wanted = takes[argument];
    if (given !== undefined && wanted !== undefined && !wanted.kinds.includes(given.kind))
      refuse(`${name} takes ${wanted.words}; ${phraseOf(given)}`, given);
  }
};

/** Rounding of one meaning: whole numbers stay, decimals round exactly, doubles as doubles. */
const rounding = (fn: FunctionName, first: Typed, rest: readonly Expr[]): Expr => {
  if (first.kind === 'integer') return first.expr;
  return call(fn === 'round' && first.kind === 'float' ? 'roundDouble' : fn, first.expr, ...rest);
};

/** A call whose arguments are of the kinds it takes, written so that engines agree. */
export const typedCall = (fn: FunctionName, args: readonly Typed[], written: Expr, refuse: Refuse): Typed => {
  const found = byNode.get(fn);
  const [first] = args;
  if (found === undefined || first === undefined) throw new RangeError(`${fn} is no function of the grammar`);
  const { name, known } = found;
  if (known.arguments.includes('same')) {
    const { kind, exprs: found } = alike(args, refuse);
    const exprs = kind === 'decimal' ? ofOneScale(args) : found;
    const values = fn === 'least' || fn === 'greatest' ? ordered(exprs, kind) : exprs;
    return { expr: call(fn, ...values), kind, written };
  }
  checkKinds(name, known, args, refuse);
  const kind = known.result === 'first' ? first.kind : known.result;
  const exprs = args.map(({ expr }) => expr);
  if (fn === 'round' || fn === 'floor' || fn === 'ceil')
    return { expr: rounding(fn, first, exprs.slice(1)), kind, written };
  if (fn === 'abs' && kind === 'integer') return { expr: call(fn, exact(first)), kind, written };
  const areDoubles = kind === 'float' && known.arguments[0] === 'number';
  return { expr: call(fn, ...(areDoubles ? args.map(double) : exprs)), kind, written };
};
