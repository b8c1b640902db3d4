import { Unsupported } from '../dialect.ts';

/** A position in a pattern, by code points. */
export interface PatternReader {
  readonly pattern: string;
  /** The next character; empty at the end. */
  readonly peek: () => string;
  readonly take: () => string;
  /** Takes the text if it comes next. */
  readonly maybe: (text: string) => boolean;
  /** Takes what a sticky expression matches here. */
  readonly match: (expression: RegExp) => RegExpExecArray | undefined;
  readonly refuse: (reason: string) => never;
}

export const readPattern = (pattern: string): PatternReader => {
  let at = 0;
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
    match: (expression) => {
      const sticky = new RegExp(expression.source, 'yu');
      sticky.lastIndex = at;
      const found = sticky.exec(pattern);
      if (found === null) return undefined;
      at = sticky.lastIndex;
      return found;
    },
    refuse: (reason) => {
      throw new Unsupported(`the pattern ${pattern} ${reason}`);
    },
  };
};
