import { parsePattern } from './pattern/parse.ts';
import { type PatternSyntax, printPattern } from './pattern/print.ts';

export type { PatternSyntax } from './pattern/print.ts';

/**
 * Writes a regular expression of ECMA-262 in an engine's syntax, with the same meaning. Throws `Unsupported` for what not every
 * engine can say: lookaround, back-references, named groups, modifiers, more than 1000 repetitions.
 */
export const portablePattern = (pattern: string, syntax: PatternSyntax): string =>
  printPattern(parsePattern(pattern), syntax);
