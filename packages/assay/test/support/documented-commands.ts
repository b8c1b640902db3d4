import { codeBlocks, type MarkdownPage } from './markdown-pages.ts';

export interface DocumentedCommand {
  readonly page: string;
  readonly line: string;
  readonly words: readonly string[];
}

/** Words of a shell, up to a pipe, a redirection, a comment or another command. */
export const shellWords = (line: string): readonly string[] => {
  const words: string[] = [];
  for (const [word] of line.matchAll(/"[^"]*"|'[^']*'|[^\s]+/g)) {
    if (/^(#|\||\|\||&&|>|;)$/.test(word) || word.startsWith('#')) break;
    words.push(word.replace(/^["']|["']$/g, ''));
  }
  return words;
};

const start = /^(?:\$ )?(?:npx )?assay (?=[a-z-])/;

/** Every `assay …` command line of a page: in shell blocks, and between backquotes. */
export const documentedCommands = (page: MarkdownPage): readonly DocumentedCommand[] => {
  const lines = codeBlocks(page)
    .filter(({ language }) => language === 'sh' || language === 'console')
    .flatMap(({ text }) => text.replace(/\\\n\s*/g, ' ').split('\n'));
  const inline = [...page.text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(
    ([, code = '']) => code,
  );
  return [...lines, ...inline]
    .map((line) => line.trim())
    .filter((line) => start.test(line))
    .map((line) => ({ page: page.path, line, words: shellWords(line.replace(start, '')) }));
};
