import { withoutTransitive } from './transitive.ts';

interface Edge {
  readonly from: string;
  readonly to: string;
}

const keyOf = (from: string, to: string): string => JSON.stringify([from, to]);

/**
 * Dependencies on one column without those that follow from others: columns that decide each other are tied to one of them only, which
 * speaks for all, and what follows through a third is left out. `order` puts the columns best to speak for others first.
 */
export const minimalEdges = <E extends Edge>(edges: readonly E[], order: readonly string[]): readonly E[] => {
  const known = new Map(edges.map((edge) => [keyOf(edge.from, edge.to), edge]));
  const has = (from: string, to: string): boolean => known.has(keyOf(from, to));
  const speaker = new Map<string, string>();
  for (const name of order)
    speaker.set(name, order.find((one) => one === name || (has(one, name) && has(name, one))) ?? name);
  const speaks = (name: string): string => speaker.get(name) ?? name;
  const within = edges.filter(
    ({ from, to }) => has(to, from) && (speaks(from) === to || speaks(to) === from),
  );
  const between = edges.filter(
    ({ from, to }) => speaks(from) === from && speaks(to) === to && !has(to, from),
  );
  return [...within, ...withoutTransitive(between, ({ from, to }) => [from, to])];
};
