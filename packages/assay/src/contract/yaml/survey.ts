import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml';
import { isMerge, mergedMaps } from './merge.ts';

/** Limits on one contract file. Larger ones are refused with a problem, never cut. */
export const limits = { sizeBytes: 8 * 1024 * 1024, depth: 100, expandedValues: 2_000_000 } as const;

/** Something the survey objects to, with the node to point at. */
export interface Objection {
  readonly node: unknown;
  readonly message: string;
  readonly hint: string;
}

export interface Survey {
  readonly objections: readonly Objection[];
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<Alias, Node>;
}

/**
 * Walks a composed document once: duplicate keys, numbers JSON lacks, aliases (unknown, within themselves, multiplying
 * values beyond `limits.expandedValues`), depth. Linear in the file's size whatever the aliases expand to.
 */
export const survey = (root: unknown): Survey => {
  const objections: Objection[] = [];
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const sizes = new Map<unknown, number>();
  const object = (node: unknown, message: string, hint: string) => objections.push({ node, message, hint });

  const sizeOfAlias = (alias: Alias): number => {
    const target = anchors.get(alias.source);
    const size = sizes.get(target);
    if (target === undefined)
      object(alias, `no anchor &${alias.source} before this alias`, 'write the anchor first');
    else if (size === undefined)
      object(alias, `the alias *${alias.source} lies within its own anchor`, 'write it out');
    else targets.set(alias, target);
    return size ?? 1;
  };

  const sizeOfKeys = (node: Node, pairs: readonly Pair[], depth: number): number => {
    const seen = new Set<string>();
    let total = 1;
    for (const pair of pairs) {
      const { key, value } = pair;
      const name = isScalar(key) ? String(key.value) : undefined;
      if (name === undefined) object(key ?? node, 'a key is not plain text', 'write keys as plain text');
      else if (seen.has(name)) object(key, `the key ${name} is written twice`, 'keep one of the two');
      else if (name === '__proto__') object(key, 'unknown key __proto__', 'no key may have this name');
      else seen.add(name);
      total += sizeOf(value, depth);
      if (isMerge(pair) && mergedMaps(pair, targets) === undefined)
        object(key, 'the merge key << takes a map, or a list of maps', 'name an anchor of a map');
    }
    return total;
  };

  const sizeOf = (node: unknown, depth: number): number => {
    if (depth > limits.depth) {
      object(node, `nested deeper than ${limits.depth} levels`, 'a contract needs fewer levels');
      return 1;
    }
    if (isAlias(node)) return sizeOfAlias(node);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) anchors.set(anchor, node as Node);
    let size = 1;
    if (isMap(node)) size = sizeOfKeys(node, node.items, depth + 1);
    else if (isSeq(node)) for (const item of node.items) size += sizeOf(item, depth + 1);
    else if (isNotFinite(node))
      object(node, 'infinity and NaN are not values of a contract', 'write a number or leave the key out');
    sizes.set(node, size);
    return size;
  };

  const total = sizeOf(root, 0);
  if (total > limits.expandedValues) {
    object(
      root,
      `the aliases expand to ${total} values, more than ${limits.expandedValues}`,
      'use fewer or smaller anchors',
    );
  }
  return { objections, targets };
};

const isNotFinite = (node: unknown): node is Scalar =>
  isScalar(node) && typeof node.value === 'number' && !Number.isFinite(node.value);
