import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../../../..');

export interface MarkdownPage {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface CodeBlock {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

const pageAt = (path: string): MarkdownPage => ({
  path: relative(root, path).replaceAll('\\', '/'),
  text: readFileSync(path, 'utf8'),
});

/** Every page of the root folder and of docs/. */
export const markdownPages = (): readonly MarkdownPage[] => [
  ...readdirSync(root)
    .filter((name) => name.endsWith('.md'))
    .map((name) => pageAt(join(root, name))),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => pageAt(join(root, 'docs', name))),
];

export const codeBlocks = ({ path, text }: MarkdownPage): readonly CodeBlock[] => {
  const blocks: CodeBlock[] = [];
  let open: { readonly line: number; readonly language: string; readonly lines: string[] } | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const fence = /^```(\S*)/.exec(line);
    if (fence === null) open?.lines.push(line);
    else if (open === undefined) open = { line: index + 1, language: fence[1] ?? '', lines: [] };
    else {
      blocks.push({
        page: path,
        line: open.line,
        language: open.language,
        text: `${open.lines.join('\n')}\n`,
      });
      open = undefined;
    }
  }
  return blocks;
};

/** A page without its code blocks and its inline code. */
export const proseOf = ({ text }: MarkdownPage): string =>
  text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

/** The names GitHub gives to headings, for links with `#`. */
export const anchorsOf = ({ text }: MarkdownPage): ReadonlySet<string> =>
  new Set(
    [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .replace(/\\(?=[^\w\s])/g, '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );
