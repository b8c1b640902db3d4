import { Unsupported } from './dialect.ts';

/** Translates the documented subset of ECMAScript regular expressions; throws `Unsupported` outside it. */
export const portablePattern = (pattern: string): string => {
  if (/\(\?(?!:)|\\[1-9]/.test(pattern)) throw new Unsupported(`the pattern ${pattern} uses lookaround, named groups or back-references`);
  return pattern;
};
