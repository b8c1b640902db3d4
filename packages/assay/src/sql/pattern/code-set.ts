/** A set of code points as sorted ranges that neither touch nor overlap; both ends belong to a range. */
export type CodeSet = readonly (readonly [number, number])[];

export const lastCodePoint = 0x10ffff;

/** The set of some ranges in any order, which may overlap. */
export const codeSet = (ranges: readonly (readonly [number, number])[]): CodeSet => {
  const result: [number, number][] = [];
  for (const [low, high] of ranges.toSorted(([left], [right]) => left - right)) {
    const last = result.at(-1);
    if (last !== undefined && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else result.push([low, high]);
  }
  return result;
};

/** The set of the characters of a text. */
export const charactersOf = (text: string): CodeSet =>
  codeSet([...text].map((character) => [codeOf(character), codeOf(character)] as const));

export const complement = (set: CodeSet): CodeSet => {
  const result: [number, number][] = [];
  let next = 0;
  for (const [low, high] of set) {
    if (low > next) result.push([next, low - 1]);
    next = high + 1;
  }
  if (next <= lastCodePoint) result.push([next, lastCodePoint]);
  return result;
};

export const codeOf = (character: string): number => character.codePointAt(0) ?? 0;

const range = (from: string, to: string): readonly [number, number] => [codeOf(from), codeOf(to)];

/** ECMA-262's `\d`, `\w`, `\s`, and the line terminators that the dot leaves out. */
export const digits = codeSet([range('0', '9')]);
export const wordCharacters = codeSet([range('0', '9'), range('A', 'Z'), range('a', 'z'), range('_', '_')]);
export const spaces = codeSet([
  range('\t', '\r'),
  range(' ', ' '),
  range('\u00a0', '\u00a0'),
  range('\u1680', '\u1680'),
  range('\u2000', '\u200a'),
  range('\u2028', '\u2029'),
  range('\u202f', '\u202f'),
  range('\u205f', '\u205f'),
  range('\u3000', '\u3000'),
  range('\ufeff', '\ufeff'),
]);
export const lineTerminators = charactersOf('\n\r\u2028\u2029');

const properties = new Map<string, CodeSet>();

/** The characters of a Unicode property (`L`, `Script=Greek`) by the running Node's Unicode; undefined where there is no such property. */
export const unicodeProperty = (name: string): CodeSet | undefined => {
  const known = properties.get(name);
  if (known !== undefined || !/^\w+(=\w+)?$/.test(name)) return known;
  let member: RegExp;
  try {
    member = new RegExp(`^\\p{${name}}$`, 'u');
  } catch (reason) {
    if (!(reason instanceof SyntaxError)) throw reason;
    return undefined;
  }
  const found: [number, number][] = [];
  for (let code = 0; code <= lastCodePoint; code += 1) {
    if (!member.test(String.fromCodePoint(code))) continue;
    const last = found.at(-1);
    if (last !== undefined && last[1] === code - 1) last[1] = code;
    else found.push([code, code]);
  }
  properties.set(name, found);
  return found;
};
