import { columnsOf, type Graph } from './layers.ts';

/** A graph in which every edge leads to the next column: one that leads further goes by points of its own, so that it crosses no box. */
export interface Waypoints {
  readonly graph: Graph;
  /** By the edge of the first graph: all by which it goes, its ends included. */
  readonly ways: readonly (readonly string[])[];
}

/** No longer way gets points of its own; it is drawn straight. */
const longest = 60;

export const withWaypoints = (graph: Graph): Waypoints => {
  const columns = columnsOf(graph);
  const points = new Set<string>();
  const ways = graph.edges.map(([from, to], edge) => {
    const [first, last] = [columns.get(from) ?? 0, columns.get(to) ?? 0];
    const between = Math.max(0, Math.min(last - first - 1, longest));
    const own = Array.from({ length: between }, (_none, step) => `way:${edge}:${step}`);
    for (const point of own) points.add(point);
    return [from, ...own, to];
  });
  return {
    graph: {
      nodes: [...graph.nodes, ...points],
      edges: ways.flatMap((way) => way.slice(1).map((to, at) => [way[at] ?? to, to] as const)),
    },
    ways,
  };
};
