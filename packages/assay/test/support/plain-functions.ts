import {
  daysOf,
  double,
  type Exact,
  exactOf,
  type Instant,
  isExact,
  isInstant,
  order,
  partOf,
  readBeside,
  scaled,
  type Value,
} from './plain-values.ts';

export const compared = (op: string, a: Value, b: Value): boolean | null => {
  if (a === null || b === null) return null;
  const found = order(a, b);
  switch (op) {
    case '=':
      return found === 0;
    case '<>':
      return found !== 0;
    case '<':
      return found < 0;
    case '<=':
      return found <= 0;
    case '>':
      return found > 0;
    default:
      return found >= 0;
  }
};

const exactArithmetic = (op: string, a: Exact, b: Exact): Value => {
  const scale = Math.max(a.scale, b.scale);
  if (op === '*') return { units: a.units * b.units, scale: a.scale + b.scale };
  if (op === '%') return b.units === 0n ? null : { units: a.units % b.units, scale: 0 };
  const right = op === '+' ? scaled(b, scale) : -scaled(b, scale);
  return { units: scaled(a, scale) + right, scale };
};

/** Numbers that are written as whole ones or decimals stay exact; `/`, and `%` of others than whole numbers, are of doubles. */
export const calculated = (op: string, left: Value, right: Value): Value => {
  const [a = null, b = null] = readBeside([left, right]);
  if (a === null || b === null) return null;
  if (isInstant(a) && isInstant(b)) return exactOf(String(daysOf(a) - daysOf(b)));
  if (isExact(a) && isExact(b) && op !== '/' && (op !== '%' || a.scale + b.scale === 0))
    return exactArithmetic(op, a, b);
  const [x, y] = [double(a), double(b)];
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

type Definition = (args: readonly Value[]) => Value;

const ofText =
  (define: (text: string, other: string) => Value): Definition =>
  ([a, b]) =>
    define(String(a), String(b));

const part =
  (name: string): Definition =>
  ([x = null]) =>
    exactOf(String(partOf(x, name)));

const strict: Readonly<Record<string, Definition>> = {
  abs: ([x = null]) =>
    isExact(x) ? { ...x, units: x.units < 0n ? -x.units : x.units } : Math.abs(double(x)),
  round: ([x = null, digits = null]) => {
    const to = digits === null ? 0 : double(digits);
    return isExact(x) ? roundExact(x, to) : roundDouble(double(x), to);
  },
  floor: ([x = null]) => (isExact(x) ? floorExact(x, false) : Math.floor(double(x))),
  ceil: ([x = null]) => (isExact(x) ? floorExact(x, true) : Math.ceil(double(x))),
  sqrt: ([x = null]) => (double(x) < 0 ? null : Math.sqrt(double(x))),
  length: ofText((text) => exactOf(String([...text].length))),
  lower: ofText((text) => text.toLowerCase()),
  upper: ofText((text) => text.replaceAll('ß', 'ẞ').toUpperCase()),
  trim: ofText((text) => text.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, '')),
  startsWith: ofText((text, prefix) => text.startsWith(prefix)),
  contains: ofText((text, piece) => text.includes(piece)),
  year: part('year'),
  month: part('month'),
  day: part('day'),
  dayOfWeek: part('dayOfWeek'),
  hour: part('hour'),
  minute: part('minute'),
  second: part('second'),
  epochSeconds: ([x = null]) => Number((x as Instant).micros) / 1_000_000,
};

const best = (args: readonly Value[], factor: number): Value =>
  args.reduce(
    (found, value) =>
      found === null || (value !== null && factor * order(value, found) > 0) ? value : found,
    null,
  );

/** Functions of NULL that are not simply NULL. */
const lenient: Readonly<Record<string, Definition>> = {
  coalesce: (args) => args.find((value) => value !== null) ?? null,
  nullIf: ([x = null, y = null]) => (compared('=', x, y) === true ? null : x),
  least: (args) => best(args, -1),
  greatest: (args) => best(args, 1),
};

/** What a function of the grammar gives for its arguments. */
export const called = (fn: string, args: readonly Value[]): Value => {
  const own = lenient[fn];
  if (own !== undefined) return own(readBeside(args));
  const define = strict[fn];
  if (define === undefined) throw new Error(`${fn} has no definition`);
  return args.includes(null) ? null : define(args);
};
