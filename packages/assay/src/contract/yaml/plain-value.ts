import { type Alias, isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';

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
    const value = isSeq(node)
      ? node.items.map(convert)
      : mapOf(node.items.map(({ key, value }) => [keyOf(key), convert(value)]));
    done.set(node, value);
    return value;
  };
  return convert(root);
};

const keyOf = (key: unknown): string => (isScalar(key) ? String(key.value) : '');

/** `Object.fromEntries` makes `__proto__` a key like others, where assignment would not. */
const mapOf = (entries: readonly (readonly [string, unknown])[]): unknown => Object.fromEntries(entries);
