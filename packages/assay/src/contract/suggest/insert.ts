import { isMap, isNode, isScalar, isSeq, type Node } from 'yaml';
import type { Edit } from '../convert/edits.ts';
import type { Source } from '../yaml/source.ts';

/** A key or item to add: its YAML on one line, and why. */
export interface Addition {
  readonly yaml: string;
  readonly comment?: string;
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

const nextLine = (text: string, offset: number): number => {
  if (text[offset - 1] === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
};

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);
const endOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[1] : undefined);

/** Where the last entry ends; a key without a value ends with itself. */
const entryEnd = (entry: unknown): number | undefined => {
  if (isNode(entry)) return endOf(entry);
  const { key, value } = entry as { readonly key: unknown; readonly value: unknown };
  return endOf(value) ?? endOf(key);
};

const blockLines = (additions: readonly Addition[], indent: string, item: string): string =>
  additions
    .map(({ yaml, comment }) => {
      const [first = '', ...rest] = yaml.split('\n');
      const reason = comment === undefined ? '' : `  # ${comment}`;
      return [
        `${indent}${item}${first}${reason}`,
        ...rest.map((line) => `${indent}${' '.repeat(item.length)}${line}`),
      ].join('\n');
    })
    .join('\n');

/** Before the closing bracket of a map or list on one line. */
const intoFlow = (text: string, end: number, isEmpty: boolean, additions: readonly Addition[]): Edit => {
  const close = end - 1;
  const before = text.slice(0, close).trimEnd();
  const at = before.length;
  const separator = isEmpty || before.endsWith(',') ? '' : ',';
  const gap = isEmpty ? '' : ' ';
  return { start: at, end: at, text: `${separator}${gap}${additions.map(({ yaml }) => yaml).join(', ')}` };
};

/**
 * Adds keys to a map or items to a list behind its last entry, as it is written there: on lines of their own, or before the closing bracket;
 * every other sign of the text stays. Undefined where the node is neither, or is empty and not in brackets.
 */
export const insertInto = (
  { text }: Source,
  node: Node | undefined,
  additions: readonly Addition[],
): Edit | undefined => {
  if (!isMap(node) && !isSeq(node)) return undefined;
  const end = node.range?.[1];
  if (node.flow === true)
    return end === undefined ? undefined : intoFlow(text, end, node.items.length === 0, additions);
  const last: unknown = node.items.at(-1);
  const first: unknown = node.items[0];
  const start = isMap(node) ? startOf(node.items[0]?.key) : startOf(first);
  const lastEnd = last === undefined ? undefined : entryEnd(last);
  if (start === undefined || lastEnd === undefined) return undefined;
  const isList = isSeq(node);
  const dash = isList ? text.lastIndexOf('-', start - 1) : start;
  const indent = ' '.repeat(dash - lineStart(text, dash));
  const at = nextLine(text, lastEnd);
  const opening = at > 0 && text[at - 1] !== '\n' ? '\n' : '';
  return { start: at, end: at, text: `${opening}${blockLines(additions, indent, isList ? '- ' : '')}\n` };
};

/** Puts another scalar in the place of one. */
export const replaceScalar = (node: Node | undefined, yaml: string): Edit | undefined => {
  if (!isScalar(node) || node.range == null) return undefined;
  return { start: node.range[0], end: node.range[1], text: yaml };
};
