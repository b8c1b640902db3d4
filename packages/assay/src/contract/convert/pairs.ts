import { isMap, isNode, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Edit } from './edits.ts';

/** A key of a map with the text it takes up. */
export interface WrittenPair {
  readonly key: Node;
  readonly value: Node;
  readonly index: number;
}

/** The pair of a map with this key. */
export const pairOf = (map: unknown, name: string): WrittenPair | undefined => {
  if (!isMap(map)) return undefined;
  const index = map.items.findIndex(({ key }) => isScalar(key) && key.value === name);
  const pair: Pair | undefined = map.items[index];
  return isNode(pair?.key) && isNode(pair.value) ? { key: pair.key, value: pair.value, index } : undefined;
};

export const startOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);
export const endOf = (node: unknown): number => (isNode(node) ? (node.range?.[1] ?? 0) : 0);

/** A word in the quotes of the node it stands for, so that JSON stays JSON. */
export const quotedAs = (node: Node, word: string): string => {
  if (!isScalar(node)) return word;
  return node.type === 'QUOTE_DOUBLE' ? `"${word}"` : node.type === 'QUOTE_SINGLE' ? `'${word}'` : word;
};

export const replace = (node: Node, word: string): Edit => ({
  start: startOf(node),
  end: endOf(node),
  text: quotedAs(node, word),
});

/** Takes pairs out of a map; an emptied map becomes `{}`. A comment behind a pair stays. */
export const removePairs = (text: string, map: YAMLMap, gone: readonly WrittenPair[]): readonly Edit[] => {
  if (gone.length === map.items.length)
    return [
      {
        start: startOf(map),
        end: map.flow === true ? endOf(map) : endOf(map.items.at(-1)?.value),
        text: '{}',
      },
    ];
  return map.flow === true ? removeInFlow(map, gone) : gone.map((pair) => removeLines(text, pair));
};

/** One edit for each run of neighbours, with the comma that is too much. */
const removeInFlow = (map: YAMLMap, gone: readonly WrittenPair[]): readonly Edit[] => {
  const indexes = new Set(gone.map(({ index }) => index));
  const edits: Edit[] = [];
  for (const first of indexes) {
    if (indexes.has(first - 1)) continue;
    let last = first;
    while (indexes.has(last + 1)) last++;
    const next = map.items[last + 1];
    const before = map.items[first - 1];
    const start = next === undefined ? endOf(before?.value ?? before?.key) : startOf(map.items[first]?.key);
    edits.push({
      start,
      end: next === undefined ? endOf(map.items[last]?.value) : startOf(next.key),
      text: '',
    });
  }
  return edits;
};

const removeLines = (text: string, { key, value }: WrittenPair): Edit => {
  const lineStart = text.lastIndexOf('\n', startOf(key) - 1) + 1;
  const lineEnd = text.indexOf('\n', endOf(value));
  const rest = text.slice(endOf(value), lineEnd < 0 ? text.length : lineEnd);
  const ownLine = text.slice(lineStart, startOf(key)).trim() === '';
  if (!ownLine || rest.includes('#')) {
    return { start: startOf(key), end: endOf(value) + (rest.length - rest.trimStart().length), text: '' };
  }
  return { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1, text: '' };
};
