import { codeBlocks, type MarkdownPage } from './markdown-pages.ts';

/** A command of a page, and what is shown below it. */
export interface ShownCommand {
  readonly command: string;
  readonly shown: readonly string[];
}

const leftOut = '…';

/** The commands of the `console` blocks of a page, in their order. */
export const consoleSession = (page: MarkdownPage): readonly ShownCommand[] =>
  codeBlocks(page)
    .filter(({ language }) => language === 'console')
    .flatMap(({ text }) => text.split(/^\$ /m).slice(1))
    .map((part) => {
      const [command = '', ...shown] = part.trimEnd().split('\n');
      return { command, shown };
    });

/** What was printed, with `…` for the lines for which the page has one. */
export const abridged = (printed: readonly string[], shown: readonly string[]): readonly string[] => {
  const told: string[] = [];
  let at = 0;
  for (const [index, line] of shown.entries()) {
    const next = shown[index + 1];
    if (line === leftOut) {
      const found = next === undefined ? -1 : printed.indexOf(next, at);
      at = found === -1 ? printed.length : found;
      told.push(leftOut);
    } else if (at < printed.length) {
      told.push(printed[at] ?? '');
      at += 1;
    }
  }
  return [...told, ...printed.slice(at)];
};
