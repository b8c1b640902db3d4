import { Unsupported } from '../dialect.ts';
import { deepestGroups } from './limits.ts';

const longestShown = 100;
const shown = (pattern: string): string =>
  pattern.length > longestShown ? `${pattern.slice(0, longestShown)}…` : pattern;

/** A position in a pattern, by code points. */
export interface PatternReader {
  readonly pattern: string;
  /** The next character; empty at the end. */
  readonly peek: () => string;
  readonly take: () => string;
  /** Takes the text if it comes next. */
  readonly maybe: (text: string) => boolean;
  /** Takes what a sticky expression matches here. */
  readonly match: (sticky: RegExp) => RegExpExecArray | undefined;
  /** Reads one group deeper. */
  readonly deeper: <T>(read: () => T) => T;
  readonly refuse: (reason: string) => never;
}

export const readPattern = (pattern: string): PatternReader => {
  let at = 0;
  let depth = 0;
  const refuse = (reason: string): never => {
    throw new Unsupported(`the pattern ${shown(pattern)} ${reason}`);
  };
  const peek = () => {
    const code = pattern.codePointAt(at);
    return code === undefined ? '' : String.fromCodePoint(code);
  };
  return {
    pattern,
    peek,
    take: () => {
      const next = peek();
      at += next.length;
      return next;
    },
    maybe: (text) => {
      if (!pattern.startsWith(text, at)) return false;
      at += text.length;
      return true;
    },
    match: (sticky) => {
      sticky.lastIndex = at;
      const found = sticky.exec(pattern);
      if (found === null) return undefined;
      at = sticky.lastIndex;
      return found;
    },
    deeper: (read) => {
      depth += 1;
      if (depth > deepestGroups) refuse(`nests groups more than ${deepestGroups} deep`);
      const result = read();
      depth -= 1;
      return result;
    },
    refuse,
  };
};
