import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { isMerge, mergedMaps } from './merge.ts';

/**
 * A surveyed document as plain values. Each anchor is converted once and shared, so the time is linear in the file (the
 * library's own conversion searches all anchors for each alias).
 */
export const plainValue = (root: unknown, targets: ReadonlyMap<Alias, Node>): unknown => {
  const done = new Map<unknown, unknown>();
  const convert = (node: unknown): unknown => {
    if (isAlias(node)) return convert(targets.get(node));
    if (isScalar(node)) return node.value ?? null;
    if (!isMap(node) && !isSeq(node)) return null;
    const known = done.get(node);
    if (known !== undefined) return known;
    const value = isSeq(node) ? node.items.map(convert) : Object.fromEntries(entriesOf(node));
    done.set(node, value);
    return value;
  };
  /** Keys of the map's own come after those it merges, so that they win. */
  const entriesOf = (map: YAMLMap): readonly (readonly [string, unknown])[] => [
    ...map.items
      .filter(isMerge)
      .flatMap((pair) => mergedMaps(pair, targets) ?? [])
      .toReversed()
      .flatMap((merged) => Object.entries(convert(merged) as object)),
    ...map.items
      .filter((pair) => !isMerge(pair))
      .map(({ key, value }) => [keyOf(key), convert(value)] as const),
  ];
  return convert(root);
};

const keyOf = (key: unknown): string => (isScalar(key) ? String(key.value) : '');
