import type { Graph } from './layers.ts';

/** Where something is drawn: its left upper corner, and its height. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

export interface Room {
  readonly margin: number;
  readonly boxWidth: number;
  readonly across: number;
  readonly down: number;
  readonly heightOf: (key: string) => number;
}

const sweeps = 8;

const around = ({ edges }: Graph): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const [from, to] of edges)
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const known = found.get(one);
      if (known === undefined) found.set(one, [other]);
      else known.push(other);
    }
  return found;
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The numbers nearest to these (by least squares) that do not fall: neighbours that fall are given their mean (pool adjacent violators). */
const rising = (values: readonly number[]): readonly number[] => {
  const pools: { sum: number; count: number }[] = [];
  for (const value of values) {
    let pool = { sum: value, count: 1 };
    for (let last = pools.at(-1); last !== undefined; last = pools.at(-1)) {
      if (last.sum / last.count <= pool.sum / pool.count) break;
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
};

/**
 * Places of nodes in columns: each near the middle of its neighbours, in the order of its column and clear of the others, so that lines are as
 * straight as they can be.
 */
export const spotsOf = (
  layers: readonly (readonly string[])[],
  graph: Graph,
  { margin, boxWidth, across, down, heightOf }: Room,
): ReadonlyMap<string, Spot> => {
  const near = around(graph);
  const middles = new Map<string, number>();
  const stack = (layer: readonly string[], wished: (key: string) => number): void => {
    let used = 0;
    const offsets = layer.map((key, at) => {
      const half = heightOf(key) / 2;
      const middle = at === 0 ? half : used + down + half;
      used = middle + half;
      return middle;
    });
    const placed = rising(layer.map((key, at) => wished(key) - (offsets[at] ?? 0)));
    for (const [at, key] of layer.entries()) middles.set(key, (placed[at] ?? 0) + (offsets[at] ?? 0));
  };
  for (const layer of layers) stack(layer, () => 0);
  for (let sweep = 0; sweep < sweeps; sweep += 1)
    for (const layer of sweep % 2 === 0 ? layers : layers.toReversed()) {
      const wishes = new Map(
        layer.map((key) => {
          const others = (near.get(key) ?? []).map((one) => middles.get(one) ?? 0);
          return [key, others.length === 0 ? (middles.get(key) ?? 0) : mean(others)] as const;
        }),
      );
      stack(layer, (key) => wishes.get(key) ?? 0);
    }
  const top = Math.min(...[...middles].map(([key, middle]) => middle - heightOf(key) / 2));
  return new Map(
    layers.flatMap((layer, column) =>
      layer.map((key) => {
        const height = heightOf(key);
        const x = margin + column * (boxWidth + across);
        return [
          key,
          { x, y: Math.round(margin + (middles.get(key) ?? 0) - height / 2 - top), height },
        ] as const;
      }),
    ),
  );
};
