/** A graph as it is drawn: keys of nodes, and which leads to which. */
export interface Graph {
  readonly nodes: readonly string[];
  readonly edges: readonly (readonly [string, string])[];
}

const neighbours = (edges: Graph['edges'], end: 0 | 1): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const edge of edges) {
    const known = found.get(edge[end]);
    if (known === undefined) found.set(edge[end], [edge[1 - end] ?? '']);
    else known.push(edge[1 - end] ?? '');
  }
  return found;
};

/** Each as far to the right as the longest way to it; what lies in a circle is left where it was first met. */
export const columnsOf = ({ nodes, edges }: Graph): ReadonlyMap<string, number> => {
  const [into, next] = [neighbours(edges, 1), neighbours(edges, 0)];
  const waiting = new Map(nodes.map((key) => [key, into.get(key)?.length ?? 0]));
  const columns = new Map(nodes.map((key) => [key, 0]));
  const ready = nodes.filter((key) => waiting.get(key) === 0);
  for (const key of ready)
    for (const to of next.get(key) ?? []) {
      columns.set(to, Math.max(columns.get(to) ?? 0, (columns.get(key) ?? 0) + 1));
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) ready.push(to);
    }
  return columns;
};

const sweeps = 4;

/**
 * Nodes in columns from left to right, so that edges lead to the right, each column in an order in which few edges cross: nodes go where the
 * middle of their neighbours is (K. Sugiyama, S. Tagawa, M. Toda, 1981), in a few sweeps to and fro.
 */
export const layersOf = (graph: Graph): readonly (readonly string[])[] => {
  const columns = columnsOf(graph);
  const layers: string[][] = [];
  for (const key of graph.nodes) {
    const at = columns.get(key) ?? 0;
    const layer = layers[at];
    if (layer === undefined) layers[at] = [key];
    else layer.push(key);
  }
  const full = Array.from({ length: layers.length }, (_none, at) => layers[at] ?? []);
  const sides = [neighbours(graph.edges, 1), neighbours(graph.edges, 0)] as const;
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const near = sides[sweep % 2 === 0 ? 0 : 1];
    const place = new Map(full.flatMap((layer) => layer.map((key, at) => [key, at / layer.length] as const)));
    for (const [at, layer] of full.entries())
      full[at] = layer
        .map((key) => {
          const around = (near.get(key) ?? []).map((one) => place.get(one) ?? 0);
          const own = place.get(key) ?? 0;
          return {
            key,
            middle: around.length === 0 ? own : around.reduce((sum, one) => sum + one, 0) / around.length,
          };
        })
        .toSorted((left, right) => left.middle - right.middle)
        .map(({ key }) => key);
  }
  return full;
};
