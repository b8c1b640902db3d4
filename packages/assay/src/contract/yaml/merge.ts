import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';

/** Whether a pair is the merge key `<<`, which YAML 1.2 dropped and most readers of YAML still know. */
export const isMerge = ({ key }: Pair): boolean =>
  isScalar(key) && key.value === '<<' && key.type === 'PLAIN';

/** The maps that a merge key takes over, the one whose keys win first; undefined where its value is anything else. */
export const mergedMaps = (
  { value }: Pair,
  targets: ReadonlyMap<Alias, Node>,
): readonly YAMLMap[] | undefined => {
  const followed = (node: unknown): unknown => (isAlias(node) ? targets.get(node) : node);
  const whole = followed(value);
  const maps = (isSeq(whole) ? whole.items : [whole]).map(followed);
  return maps.every(isMap) ? maps : undefined;
};
