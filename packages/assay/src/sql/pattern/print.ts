import { type CodeSet, lastCodePoint } from './code-set.ts';
import type { PatternNode } from './node.ts';

/** How one engine writes the parts of a regular expression in which engines differ. */
export interface PatternSyntax {
  /** An escape for a code point that is no ASCII letter, digit or punctuation. */
  readonly escape: (code: number) => string;
  /** The smallest code point the engine's text can hold. */
  readonly firstCodePoint: number;
  readonly boundary: string;
  readonly notBoundary: string;
  /** Matches nothing. */
  readonly never: string;
  /** The largest number in a counted repetition. */
  readonly largestCount: number;
}

const isPlain = (code: number): boolean => /[A-Za-z0-9_]/.test(String.fromCodePoint(code));
const isPunctuation = (code: number): boolean => code > 0x20 && code < 0x7f && !isPlain(code);

/** Prints a pattern so that a search finds it exactly where ECMA-262 says. */
export const printPattern = (node: PatternNode, syntax: PatternSyntax): string => {
  const print = (inner: PatternNode): string => printPattern(inner, syntax);
  switch (node.kind) {
    case 'character':
      return printSet(node.set, syntax);
    case 'start':
      return '^';
    case 'end':
      return '$';
    case 'boundary':
      return syntax.boundary;
    case 'notBoundary':
      return syntax.notBoundary;
    case 'sequence':
      return node.parts.map((part) => (part.kind === 'choice' ? `(?:${print(part)})` : print(part))).join('');
    case 'choice':
      return node.options.map((option) => print(option) || '(?:)').join('|');
    case 'repeat':
      return printRepeat(node, print(node.of), syntax);
  }
};

const printCode = (code: number, syntax: PatternSyntax): string => {
  if (isPlain(code)) return String.fromCodePoint(code);
  return isPunctuation(code) ? `\\${String.fromCodePoint(code)}` : syntax.escape(code);
};

const printSet = (set: CodeSet, syntax: PatternSyntax): string => {
  const holdable = set.flatMap(
    ([low, high]): CodeSet =>
      high < syntax.firstCodePoint ? [] : [[Math.max(low, syntax.firstCodePoint), high]],
  );
  const [first, second] = holdable;
  if (first === undefined) return syntax.never;
  if (second === undefined && first[0] === first[1]) return printCode(first[0], syntax);
  const ranges = holdable.map(([low, high]) =>
    low === high
      ? printCode(low, syntax)
      : `${printCode(low, syntax)}-${printCode(Math.min(high, lastCodePoint), syntax)}`,
  );
  return `[${ranges.join('')}]`;
};

/** Counts above what the engine takes are split: `x{300,}` is `x{255}x{45,}`. */
const printRepeat = (
  node: Extract<PatternNode, { kind: 'repeat' }>,
  inner: string,
  syntax: PatternSyntax,
): string => {
  if (inner === '') return '';
  const part = node.of.kind === 'character' && node.of.set.length > 0 ? inner : `(?:${inner})`;
  const { min, max } = node;
  const chunks: string[] = [];
  let due = min;
  for (; due > syntax.largestCount; due -= syntax.largestCount)
    chunks.push(`${part}{${syntax.largestCount}}`);
  if (max === undefined) return [...chunks, `${part}${openCount(due)}`].join('');
  let optional = max - min;
  for (; due + optional > syntax.largestCount; optional -= syntax.largestCount - due, due = 0) {
    chunks.push(part + closedCount(due, syntax.largestCount));
  }
  return [...chunks, part + closedCount(due, due + optional)].join('');
};

const openCount = (min: number): string => (min === 0 ? '*' : min === 1 ? '+' : `{${min},}`);

const closedCount = (min: number, max: number): string => {
  if (min === max) return `{${min}}`;
  return min === 0 && max === 1 ? '?' : `{${min},${max}}`;
};
