import { type Cell, isTagged } from '../../domain/cell.ts';
import { call, cast, type Expr, literal } from '../expression.ts';
import { expressionColumns } from '../expression-columns.ts';
import { doubleLiteral } from './double-literal.ts';
import { dateCell, timestampCell } from './instants.ts';
import { instants, type Kind, numbers, phraseOf, type Typed } from './kinds.ts';

const timePattern = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$/;

/** A text written out beside an instant or a time is one too, where it can be. */
const readAs = (text: string, kind: Kind): Cell | undefined => {
  if (kind === 'time') return timePattern.test(text) ? { type: 'time', value: text } : undefined;
  return dateCell(text) ?? (kind === 'date' ? undefined : timestampCell(text));
};

/** The cell of an instant in another of the three kinds; undefined where that would lose its clock. */
const instantAs = (value: Cell, kind: Kind): Cell | undefined => {
  if (!isTagged(value)) return undefined;
  const day = value.type === 'date' ? `${value.value}T00:00:00` : value.value.replace(/Z$/, '');
  if (kind === 'date') return value.type === 'date' ? value : undefined;
  return { type: 'timestamp', value: kind === 'timestamptz' ? `${day}Z` : day };
};

const toInstant = ({ expr, kind }: Typed, wanted: Kind): Expr => {
  if (kind === wanted || kind === 'null') return expr;
  const cell = expr.kind === 'literal' ? instantAs(expr.value, wanted) : undefined;
  if (cell !== undefined) return literal(cell);
  return cast(expr, wanted === 'timestamptz' ? 'timestamptz' : 'timestamp');
};

const written = ({ expr }: Typed): string | undefined =>
  expr.kind === 'literal' && typeof expr.value === 'string' ? expr.value : undefined;

/** Reads the texts among the values as the instants or times they stand beside. */
export const withTextsRead = (
  values: readonly Typed[],
  refuse: (message: string, at: Typed) => never,
): readonly Typed[] => {
  const beside = values.find(({ kind }) => kind === 'time' || instants.includes(kind));
  if (beside === undefined) return values;
  return values.map((value) => {
    const text = written(value);
    if (text === undefined) return value;
    const cell = readAs(text, beside.kind);
    if (cell === undefined) return refuse(`${phraseOf(beside)}, and '${text}' cannot be read as one`, value);
    const kind =
      isTagged(cell) && cell.type === 'timestamp'
        ? cell.value.endsWith('Z')
          ? 'timestamptz'
          : 'timestamp'
        : beside.kind === 'time'
          ? 'time'
          : 'date';
    return { ...value, expr: literal(cell), kind };
  });
};

/** Literals bend to the values beside them: only what is computed can widen a date to a timestamp or give it a zone. */
const widest = (values: readonly Typed[], order: readonly Kind[]): Kind => {
  const computed = values.filter(({ expr }) => expr.kind !== 'literal');
  const rank = (some: readonly Typed[]): number => Math.max(...some.map(({ kind }) => order.indexOf(kind)));
  if (order === numbers || computed.length === 0) return order[rank(values)] ?? 'null';
  const own = order[rank(computed)] ?? 'null';
  return own === 'date' && values.some(({ kind }) => kind !== 'date' && kind !== 'null') ? 'timestamp' : own;
};

/**
 * Makes values comparable on every engine: all numbers, all texts, all conditions, all times, or all instants, which become
 * one kind. Refuses what does not compare.
 */
export const alike = (
  given: readonly Typed[],
  refuse: (message: string, at: Typed) => never,
): { readonly kind: Kind; readonly exprs: readonly Expr[] } => {
  const values = withTextsRead(given, refuse);
  const known = values.filter(({ kind }) => kind !== 'null');
  const [first] = known;
  if (first === undefined) return refuse('all of these are null', given[0] ?? refuseNothing());
  const family = [numbers, instants].find((kinds) => kinds.includes(first.kind)) ?? [first.kind];
  const stranger = known.find(({ kind }) => kind === 'opaque' || !family.includes(kind));
  if (stranger !== undefined)
    return refuse(
      stranger === first
        ? phraseOf(first)
        : `${phraseOf(first)} and ${phraseOf(stranger)}: they do not compare`,
      stranger,
    );
  const kind = widest(known, family);
  const fitted = (value: Typed): Expr => {
    if (family === instants) return toInstant(value, kind);
    return (kind === 'float' ? doubleLiteral(value.expr) : undefined) ?? value.expr;
  };
  return { kind, exprs: values.map(fitted) };
};

const refuseNothing = (): never => {
  throw new RangeError('no values');
};

/** Texts in the order of their code points, as every engine can order them; columns are ordered so already. */
export const ordered = (exprs: readonly Expr[], kind: Kind): readonly Expr[] =>
  kind !== 'text' || exprs.some((expr) => expressionColumns(expr).length > 0)
    ? exprs
    : exprs.map((expr) => call('byCodePoint', expr));
