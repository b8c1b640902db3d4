import {
  type CodeSet,
  codeOf,
  codeSet,
  complement,
  digits,
  spaces,
  unicodeProperty,
  wordCharacters,
} from './code-set.ts';
import type { PatternReader } from './reader.ts';

const classes: Readonly<Record<string, CodeSet>> = {
  d: digits,
  D: complement(digits),
  w: wordCharacters,
  W: complement(wordCharacters),
  s: spaces,
  S: complement(spaces),
};
const controls: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

const single = (code: number): CodeSet => codeSet([[code, code]]);

const hexOf = (digitsOf: RegExpExecArray): number => Number.parseInt(digitsOf[1] ?? '', 16);

const unicodeEscape = (reader: PatternReader): CodeSet => {
  const pair = reader.match(/([dD][89abAB][\da-fA-F]{2})\\u([dD][c-fC-F][\da-fA-F]{2})/uy);
  if (pair !== undefined) {
    const [high, low] = [Number.parseInt(pair[1] ?? '', 16), Number.parseInt(pair[2] ?? '', 16)];
    return single(0x10000 + (high - 0xd800) * 0x400 + (low - 0xdc00));
  }
  const found = reader.match(/\{([\da-fA-F]+)\}/uy) ?? reader.match(/([\da-fA-F]{4})/uy);
  if (found === undefined || hexOf(found) > 0x10ffff) return reader.refuse('has a \\u without a code point');
  if (hexOf(found) >= 0xd800 && hexOf(found) <= 0xdfff)
    return reader.refuse('names half of a surrogate pair, which no text holds');
  return single(hexOf(found));
};

/** Reads what follows a backslash where it stands for characters. */
export const readEscape = (reader: PatternReader): CodeSet => {
  const letter = reader.take();
  const known = classes[letter];
  if (known !== undefined) return known;
  const control = controls[letter];
  if (control !== undefined) return single(control);
  if (letter === 'u') return unicodeEscape(reader);
  if (letter === 'x') {
    const found = reader.match(/([\da-fA-F]{2})/uy);
    return found === undefined
      ? reader.refuse('has an \\x without two hexadecimal digits')
      : single(hexOf(found));
  }
  if (letter === 'c') {
    const found = reader.match(/([A-Za-z])/uy);
    return found === undefined
      ? reader.refuse('has a \\c without a letter')
      : single(codeOf(found[1] ?? '') % 32);
  }
  if (letter === 'p' || letter === 'P') {
    const name = reader.match(/\{([^}]*)\}/uy)?.[1] ?? '';
    const set =
      unicodeProperty(name) ?? reader.refuse(`names a Unicode property that does not exist: ${name}`);
    return letter === 'p' ? set : complement(set);
  }
  if (letter === '0' && !/\d/.test(reader.peek())) return single(0);
  if (/[\dk]/.test(letter)) return reader.refuse('uses a back-reference, which not every engine has');
  if (letter === '') return reader.refuse('ends in a backslash');
  if (/[A-Za-z]/.test(letter)) return reader.refuse(`has an escape without a meaning: \\${letter}`);
  return single(codeOf(letter));
};
