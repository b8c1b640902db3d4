import { type Cell, isTagged, type Row } from '../../src/domain/cell.ts';
import type { Expr } from '../../src/sql/expression.ts';

/** A whole or decimal number: `units` / 10^`scale`. */
interface Exact {
  readonly units: bigint;
  readonly scale: number;
}
interface Instant {
  readonly day: string;
}
type Value = null | boolean | number | string | Exact | Instant;

const isExact = (value: Value): value is Exact =>
  typeof value === 'object' && value !== null && 'units' in value;
const isInstant = (value: Value): value is Instant =>
  typeof value === 'object' && value !== null && 'day' in value;

const exactOf = (text: string): Exact => {
  const [whole = '0', fraction = ''] = text.split('.');
  return { units: BigInt(whole + fraction), scale: fraction.length };
};

const readCell = (cell: Cell, float: boolean): Value => {
  if (typeof cell === 'number') return float ? cell : exactOf(String(cell));
  if (!isTagged(cell)) return cell;
  if (cell.type === 'float') return Number(cell.value);
  return cell.type === 'date' ? { day: cell.value } : exactOf(cell.value);
};

const scaled = ({ units, scale }: Exact, to: number): bigint => units * 10n ** BigInt(to - scale);
const double = (value: Exact | number): number => {
  if (typeof value === 'number') return value;
  const digits = String(value.units < 0n ? -value.units : value.units).padStart(value.scale + 1, '0');
  const point = digits.length - value.scale;
  return Number(`${value.units < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}0`);
};

const sign = (negative: boolean, positive: boolean): number => (negative ? -1 : positive ? 1 : 0);
const orderDoubles = (a: number, b: number): number =>
  Number.isNaN(a) || Number.isNaN(b) ? Number(Number.isNaN(a)) - Number(Number.isNaN(b)) : sign(a < b, a > b);
const orderTexts = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const order = (a: Value, b: Value): number => {
  if (isExact(a) && isExact(b)) {
    const scale = Math.max(a.scale, b.scale);
    return sign(scaled(a, scale) < scaled(b, scale), scaled(a, scale) > scaled(b, scale));
  }
  if (typeof a === 'string' && typeof b === 'string') return orderTexts(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (isInstant(a) && isInstant(b)) return orderTexts(a.day, b.day);
  return orderDoubles(double(a as Exact | number), double(b as Exact | number));
};

const compared = (op: string, a: Value, b: Value): Value => {
  if (a === null || b === null) return null;
  const found = order(a, b);
  return op === '='
    ? found === 0
    : op === '<>'
      ? found !== 0
      : op === '<'
        ? found < 0
        : op === '<='
          ? found <= 0
          : op === '>'
            ? found > 0
            : found >= 0;
};

const days = ({ day }: Instant): number => Date.parse(day) / 86_400_000;

const exactArithmetic = (op: string, a: Exact, b: Exact): Value => {
  const scale = Math.max(a.scale, b.scale);
  if (op === '*') return { units: a.units * b.units, scale: a.scale + b.scale };
  if (op === '%') return b.units === 0n ? null : { units: a.units % b.units, scale: 0 };
  return {
    units: op === '+' ? scaled(a, scale) + scaled(b, scale) : scaled(a, scale) - scaled(b, scale),
    scale,
  };
};

const arithmetic = (op: string, a: Value, b: Value): Value => {
  if (a === null || b === null) return null;
  if (isInstant(a) && isInstant(b)) return exactOf(String(days(a) - days(b)));
  if (isExact(a) && isExact(b) && op !== '/' && (op !== '%' || a.scale + b.scale === 0))
    return exactArithmetic(op, a, b);
  const [x, y] = [double(a as Exact | number), double(b as Exact | number)];
  if (op === '/') return y === 0 ? null : x / y;
  if (op === '%') return y === 0 ? null : x - y * Math.trunc(x / y);
  return op === '+' ? x + y : op === '-' ? x - y : x * y;
};

const roundExact = ({ units, scale }: Exact, digits: number): Exact => {
  if (scale <= digits) return { units, scale };
  const step = 10n ** BigInt(scale - digits);
  const size = units < 0n ? -units : units;
  const rounded = (size + step / 2n) / step;
  return { units: units < 0n ? -rounded : rounded, scale: digits };
};
const roundDouble = (value: number, digits: number): number => {
  const moved = value * 10 ** digits;
  const rounded = Math.sign(moved) * Math.round(Math.abs(moved));
  const back = (Number.isInteger(moved) ? moved : rounded) / 10 ** digits;
  return Number.isFinite(back) ? back : value;
};
const floorExact = ({ units, scale }: Exact, up: boolean): Exact => {
  const step = 10n ** BigInt(scale);
  const cut = units / step;
  const rest = units % step;
  return { units: up ? (rest > 0n ? cut + 1n : cut) : rest < 0n ? cut - 1n : cut, scale: 0 };
};

const anyOf = (conditions: readonly Value[]): Value =>
  conditions.includes(true) ? true : conditions.includes(null) ? null : false;
const allOf = (conditions: readonly Value[]): Value =>
  conditions.includes(false) ? false : conditions.includes(null) ? null : true;

const likeRegExp = (pattern: string): RegExp =>
  new RegExp(
    `^${[...pattern].map((one) => (one === '%' ? '[^]*' : one === '_' ? '[^]' : one.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))).join('')}$`,
    'u',
  );

const part = (text: string, which: string): Exact => {
  const [year = '', month = '', day = ''] = text.split('-');
  const weekday = new Date(text).getUTCDay();
  return exactOf(
    which === 'year'
      ? year
      : which === 'month'
        ? month
        : which === 'day'
          ? day
          : String(weekday === 0 ? 7 : weekday),
  );
};

const functions: Readonly<Record<string, (args: readonly Value[]) => Value>> = {
  abs: ([x = null]) =>
    isExact(x) ? { ...x, units: x.units < 0n ? -x.units : x.units } : Math.abs(x as number),
  round: ([x = null, digits]) => {
    const to = isExact(digits ?? null) ? Number((digits as Exact).units) : 0;
    return isExact(x) ? roundExact(x, to) : roundDouble(x as number, to);
  },
  floor: ([x = null]) => (isExact(x) ? floorExact(x, false) : Math.floor(x as number)),
  ceil: ([x = null]) => (isExact(x) ? floorExact(x, true) : Math.ceil(x as number)),
  sqrt: ([x = null]) => {
    const value = double(x as Exact | number);
    return value < 0 ? null : Math.sqrt(value);
  },
  length: ([x = null]) => exactOf(String([...(x as string)].length)),
  lower: ([x = null]) => (x as string).toLowerCase(),
  upper: ([x = null]) => (x as string).toUpperCase(),
  trim: ([x = null]) => (x as string).replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, ''),
  startsWith: ([x = null, y = null]) => (x as string).startsWith(y as string),
  contains: ([x = null, y = null]) => (x as string).includes(y as string),
  year: ([x = null]) => part((x as Instant).day, 'year'),
  month: ([x = null]) => part((x as Instant).day, 'month'),
  day: ([x = null]) => part((x as Instant).day, 'day'),
  dayOfWeek: ([x = null]) => part((x as Instant).day, 'dayOfWeek'),
};

/** Functions of NULL that are not simply NULL. */
const lenient: Readonly<Record<string, (args: readonly Value[]) => Value>> = {
  coalesce: (args) => args.find((value) => value !== null) ?? null,
  nullIf: ([x = null, y = null]) => (compared('=', x, y) === true ? null : x),
  least: (args) =>
    args
      .filter((value) => value !== null)
      .reduce<Value>((best, value) => (best === null || order(value, best) < 0 ? value : best), null),
  greatest: (args) =>
    args
      .filter((value) => value !== null)
      .reduce<Value>((best, value) => (best === null || order(value, best) > 0 ? value : best), null),
};

/** What an expression of the grammar means for one row: a second, plain reading of its definition. */
export const evaluate = (expr: Expr, row: Row, floats: ReadonlySet<string>): Value => {
  const inner = (one: Expr): Value => evaluate(one, row, floats);
  switch (expr.kind) {
    case 'column':
      return readCell(row[expr.name] ?? null, floats.has(expr.name));
    case 'literal':
      return readCell(expr.value, false);
    case 'compare':
      return compared(expr.op, inner(expr.left), inner(expr.right));
    case 'arithmetic':
      return arithmetic(expr.op, inner(expr.left), inner(expr.right));
    case 'and':
      return allOf(expr.args.map(inner));
    case 'or':
      return anyOf(expr.args.map(inner));
    case 'not': {
      const value = inner(expr.arg);
      return value === null ? null : !value;
    }
    case 'isNull':
      return inner(expr.arg) === null;
    case 'in': {
      const value = inner(expr.arg);
      return anyOf(expr.values.map((one) => compared('=', value, readCell(one, false))));
    }
    case 'like': {
      const value = inner(expr.arg);
      return value === null ? null : likeRegExp(expr.pattern).test(value as string);
    }
    case 'matches': {
      const value = inner(expr.arg);
      return value === null ? null : new RegExp(expr.pattern, 'u').test(value as string);
    }
    case 'call': {
      const args = expr.args.map(inner);
      const own = lenient[expr.fn];
      return own !== undefined
        ? own(args)
        : args.includes(null)
          ? null
          : (functions[expr.fn]?.(args) ?? null);
    }
    default:
      throw new Error(`${expr.kind} is not part of the grammar`);
  }
};
