import type { PatternSyntax } from '../../sql/pattern.ts';

/** RE2's syntax. Its `\b` is of ASCII, as ECMA-262's. */
export const re2Syntax: PatternSyntax = {
  escape: (code) => `\\x{${code.toString(16).toUpperCase()}}`,
  firstCodePoint: 0,
  boundary: '\\b',
  notBoundary: '\\B',
  never: '[^\\x{0}-\\x{10FFFF}]',
  largestCount: 1000,
};
