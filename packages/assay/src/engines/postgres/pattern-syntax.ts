import type { PatternSyntax } from '../../sql/pattern.ts';

const word = '[0-9A-Za-z_]';

/** PostgreSQL's advanced regular expressions. Their `\y` knows the letters of the locale, so boundaries are written out. */
export const areSyntax: PatternSyntax = {
  escape: (code) =>
    code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`,
  firstCodePoint: 1,
  boundary: `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`,
  notBoundary: `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`,
  never: '(?:(?=a)(?!a))',
  largestCount: 255,
};
