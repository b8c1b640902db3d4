import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Lineage, LineageNode } from '../../src/domain/lineage.ts';
import { objectId } from '../../src/domain/object-id.ts';
import { layersOf } from '../../src/report/lineage/layers.ts';
import { lineageSvg } from '../../src/report/lineage/lineage-svg.ts';
import { spotsOf } from '../../src/report/lineage/spots.ts';
import { withWaypoints } from '../../src/report/lineage/waypoints.ts';
import { versionNode } from '../support/lineage-node.ts';

const id = objectId('1'.repeat(64));
const version = (name: string, number: number, stages: string[] = []) =>
  versionNode(name, number, { stages }, { author: '<ana> & "co"' });
const lineage = (nodes: LineageNode[], edges: Lineage['edges']): Lineage => ({
  schema: 'assay.lineage/v1',
  of: [nodes[0]?.id ?? ''],
  direction: 'both',
  nodes,
  edges,
  reached: nodes.length,
  shown: nodes.length,
  stages: ['champion', 'approved', 'retired'],
});

const graphs = fc.integer({ min: 1, max: 25 }).chain((count) =>
  fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 60 }).map((pairs) => ({
    nodes: Array.from({ length: count }, (_none, index) => `${index}`),
    edges: pairs.filter(([from, to]) => from < to).map(([from, to]) => [`${from}`, `${to}`] as const),
  })),
);

test('boxes and the lines that go by them keep clear of each other, whatever leads to what', () => {
  fc.assert(
    fc.property(graphs, (given) => {
      const { graph, ways } = withWaypoints(given);
      const layers = layersOf(graph);
      const room = { margin: 5, boxWidth: 100, across: 20, down: 8 };
      const heightOf = (key: string): number => (key.startsWith('way:') ? 4 : 20 + 10 * (key.length % 3));
      const spots = spotsOf(layers, graph, { ...room, heightOf });
      for (const layer of layers)
        for (const [at, key] of layer.entries()) {
          const [spot, below] = [spots.get(key), spots.get(layer[at + 1] ?? '')];
          expect(spot?.y).toBeGreaterThanOrEqual(room.margin);
          if (spot && below) expect(below.y - spot.y - spot.height).toBeGreaterThanOrEqual(room.down - 1);
        }
      const column = new Map(layers.flatMap((layer, x) => layer.map((key) => [key, x] as const)));
      for (const way of ways)
        for (const [at, key] of way.slice(1).entries())
          expect(column.get(key)).toBe((column.get(way[at] ?? '') ?? 0) + 1);
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('a picture marks stages and gates, keeps numbers of long names, and shows hostile names as text', () => {
  const long = 'bearing-temperature-forecast-of-the-press-line';
  const blocked = version('readings', 7);
  const gate = {
    run: 'r1',
    decision: 'block' as const,
    at: '2026-03-01T08:00:00.000Z',
    contract: { id: 'c', version: '1', sha256: 'x' },
  };
  const svg = lineageSvg(
    lineage(
      [
        blocked,
        version(long, 12, ['champion', 'approved']),
        version('old', 1, ['retired']),
        { kind: 'run', id: 'run:1', depth: 0, gate },
        { kind: 'file', id: 'f', depth: -1, path: `${'deep/'.repeat(20)}<train>.ts`, object: id },
      ],
      [
        { from: 'readings@v7', to: `${long}@v12`, kind: 'made' },
        { from: 'readings@v7', to: 'run:1', kind: 'judged' },
      ],
    ),
  );
  expect(svg).toMatch(/>bearing-temp[a-z-]*…@v12</);
  expect(svg).toContain('…');
  expect(svg).toContain('&lt;train&gt;.ts<');
  expect(svg).toMatch(/class="chip furthest">\s*<rect[^>]*>\s*<text[^>]*>champion</);
  expect(svg).toMatch(/class="chip stage">\s*<rect[^>]*>\s*<text[^>]*>retired</);
  expect(svg).toMatch(/class="chip block">\s*<rect[^>]*>\s*<text[^>]*>block</);
  expect(svg).not.toMatch(/<script|href|<train|NaN/);
  expect(svg.match(/class="box"/g)).toHaveLength(4);
});
