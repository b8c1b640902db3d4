import { type Cell, integerCell } from '../../domain/cell.ts';
import { stop } from './syntax-error.ts';

export type Token = { readonly offset: number; readonly text: string } & (
  | { readonly kind: 'number'; readonly cell: Cell }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'word'; readonly name: string }
  | { readonly kind: 'symbol' }
  | { readonly kind: 'end' }
);

/** Engines hold decimals and big integers of up to 38 digits. */
const mostDigits = 38;

const numberAt = /(\d+(?:\.\d+)?|\.\d+)([eE][+-]?\d+)?/y;
const wordAt = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
const symbolAt = /<=|>=|<>|!=|[=<>+\-*/%(),]/y;
const spaceAt = /\s+/uy;

const instead: Readonly<Record<string, string>> = {
  '&': 'write and',
  '|': 'write or; texts are not joined',
  ':': 'kinds are those of the columns, and nothing is cast',
  '~': "write matches(text, 'pattern')",
  '“': 'quotes are straight',
  '”': 'quotes are straight',
  '‘': 'quotes are straight',
  '’': 'quotes are straight',
  '≤': 'write <=',
  '≥': 'write >=',
  '≠': 'write <>',
  '!': 'write not',
  ';': 'an expression is one condition, not a statement',
  '.': 'a column whose name holds a dot is written in double quotes',
  '`': 'names are quoted with double quotes',
  '[': 'a column whose name holds brackets is written in double quotes',
};

const matchAt = (pattern: RegExp, text: string, offset: number): RegExpExecArray | null => {
  pattern.lastIndex = offset;
  return pattern.exec(text);
};

const numberCell = (digits: string, exponent: string | undefined, offset: number): Cell => {
  if (exponent !== undefined) {
    const value = Number(digits + exponent);
    return Number.isFinite(value) ? value : stop(`${digits}${exponent} is too large for a number`, offset);
  }
  const plain = (digits.startsWith('.') ? `0${digits}` : digits).replace(/^0+(?=\d)/, '');
  if (plain.replace('.', '').length > mostDigits) stop(`a number has at most ${mostDigits} digits`, offset);
  return plain.includes('.') ? { type: 'decimal', value: plain } : integerCell(BigInt(plain));
};

/** The text between quotes from `offset`, a doubled quote standing for one, and where it ends. */
const quoted = (text: string, offset: number): { readonly value: string; readonly end: number } => {
  const quote = text.charAt(offset);
  let value = '';
  for (let at = offset + 1; at < text.length; at += 1) {
    if (text[at] !== quote) value += text[at];
    else if (text[at + 1] === quote) {
      value += quote;
      at += 1;
    } else return { value, end: at + 1 };
  }
  return stop(
    quote === "'"
      ? 'the text is not closed: a single quote is missing'
      : 'the name is not closed: a double quote is missing',
    offset,
  );
};

const tokenAt = (text: string, offset: number): Token & { readonly end: number } => {
  const first = text.charAt(offset);
  const cut = (end: number) => ({ offset, end, text: text.slice(offset, end) });
  if (first === "'" || first === '"') {
    const { value, end } = quoted(text, offset);
    if (first === "'") return { kind: 'text', value, ...cut(end) };
    return value === ''
      ? stop('a column name is not empty', offset)
      : { kind: 'name', name: value, ...cut(end) };
  }
  const number = matchAt(numberAt, text, offset);
  if (number !== null) {
    const end = offset + number[0].length;
    if (matchAt(wordAt, text, end) !== null)
      stop(
        'a number is followed by a letter: names that start with a digit are written in double quotes',
        end,
      );
    return { kind: 'number', cell: numberCell(number[1] ?? '', number[2], offset), ...cut(end) };
  }
  const word = matchAt(wordAt, text, offset);
  if (word !== null) return { kind: 'word', name: word[0], ...cut(offset + word[0].length) };
  if (text.startsWith('--', offset))
    stop('-- has no meaning here: there are no comments, and minus a negative is written - (-b)', offset);
  const symbol = matchAt(symbolAt, text, offset);
  if (symbol !== null) return { kind: 'symbol', ...cut(offset + symbol[0].length) };
  const strange = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  return stop(
    `${JSON.stringify(strange)} has no meaning here${instead[strange] === undefined ? '' : `: ${instead[strange]}`}`,
    offset,
  );
};

/** Splits an expression into tokens, the last of which is `end`. */
export const tokensOf = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  for (let offset = 0; offset < text.length; ) {
    const space = matchAt(spaceAt, text, offset);
    if (space !== null) {
      offset += space[0].length;
      continue;
    }
    const token = tokenAt(text, offset);
    tokens.push(token);
    offset = token.end;
  }
  tokens.push({ kind: 'end', offset: text.length, text: '' });
  return tokens;
};
