import { countOf } from '../../domain/count-of.ts';
import type { Lineage } from '../../domain/lineage.ts';
import { listed } from '../../domain/listed.ts';
import { element, xmlText } from '../xml.ts';
import { layersOf } from './layers.ts';
import { nodeTitle } from './node-words.ts';
import { type Spot, spotsOf } from './spots.ts';
import { boxWidth, type DrawnNode, drawnNode, heightOf, nodeBox } from './svg-node.ts';
import { svgStyle } from './svg-style.ts';
import { withWaypoints } from './waypoints.ts';

const margin = 16;
const across = 72;
const down = 14;
/** Between lines that go by a box. */
const wayHeight = 6;

const middleOf = ({ y, height }: Spot): number => y + height / 2;

/** A line from box to box, level where it goes by others. */
const lineOf = (spots: readonly Spot[]): string => {
  const [first, ...others] = spots;
  if (first === undefined) return '';
  let [x, y] = [first.x + boxWidth, middleOf(first)];
  const parts = [`M${x} ${y}`];
  for (const [at, spot] of others.entries()) {
    const next = middleOf(spot);
    const bend = (spot.x - x) / 2;
    parts.push(`C${x + bend} ${y} ${spot.x - bend} ${next} ${spot.x} ${next}`);
    if (at < others.length - 1) parts.push(`H${spot.x + boxWidth}`);
    [x, y] = [spot.x + boxWidth, next];
  }
  return element('path', { class: 'edge', d: parts.join(''), 'marker-end': 'url(#arrow)' });
};

const arrow = `<defs><marker id="arrow" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="edge" d="M1 1L7 4L1 7"/></marker></defs>`;

const described = ({ nodes, edges, reached, shown }: Lineage): string => {
  const words = nodes
    .filter(({ kind }) => kind === 'version')
    .map((node) => {
      const from = edges.filter(({ to, kind }) => kind === 'made' && to === node.id);
      return from.length === 0
        ? nodeTitle(node)
        : `${nodeTitle(node)} was made from ${countOf(from.length, 'input')}`;
    });
  const left = reached - shown;
  return `${words.slice(0, 20).join('; ')}.${words.length > 20 ? ` And ${words.length - 20} more.` : ''}${left > 0 ? ` ${countOf(left, 'node')} left out.` : ''}`;
};

const titleOf = ({ of, located }: Lineage): string =>
  located?.given ??
  `${listed(of.slice(0, 5))}${of.length > 5 ? ` and ${countOf(of.length - 5, 'more', 'more')}` : ''}`;

/** What gates said of each version, each decision once. */
const decisionsOf = ({ nodes, edges }: Lineage): ReadonlyMap<string, readonly string[]> => {
  const said = new Map(
    nodes.flatMap((node) => (node.kind === 'run' ? [[node.id, node.gate.decision] as const] : [])),
  );
  const found = new Map<string, readonly string[]>();
  for (const { from, to, kind } of edges) {
    const decision = said.get(to);
    if (kind === 'judged' && decision !== undefined)
      found.set(from, [...new Set([...(found.get(from) ?? []), decision])]);
  }
  return found;
};

const drawnNodes = (lineage: Lineage): ReadonlyMap<string, DrawnNode> => {
  const decisions = decisionsOf(lineage);
  const asked = new Set(lineage.of);
  return new Map(
    lineage.nodes
      .filter((node) => node.kind !== 'run')
      .map((node) => [
        node.id,
        drawnNode(node, {
          decisions: decisions.get(node.id) ?? [],
          furthest: lineage.stages[0],
          isAsked: asked.has(node.id),
        }),
      ]),
  );
};

/** A lineage as a picture: what was made from what, from left to right. It reads without a network and runs no scripts. */
export const lineageSvg = (lineage: Lineage): string => {
  const drawn = drawnNodes(lineage);
  const { graph, ways } = withWaypoints({
    nodes: [...drawn.keys()],
    edges: lineage.edges.flatMap(({ from, to, kind }) => (kind === 'made' ? [[from, to] as const] : [])),
  });
  const heightAt = (key: string): number => {
    const node = drawn.get(key);
    return node === undefined ? wayHeight : heightOf(node);
  };
  const layers = layersOf(graph);
  const spots = spotsOf(layers, graph, { margin, boxWidth, across, down, heightOf: heightAt });
  const width = 2 * margin + Math.max(1, layers.length) * (boxWidth + across) - across;
  const height = Math.max(0, ...[...spots.values()].map((spot) => spot.y + spot.height)) + margin;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': 'title desc',
    },
    [
      element('title', { id: 'title' }, [xmlText(`Lineage of ${titleOf(lineage)}`)]),
      element('desc', { id: 'desc' }, [xmlText(described(lineage))]),
      `<style>${svgStyle}</style>`,
      arrow,
      element('rect', { class: 'page', x: 0, y: 0, width, height }),
      ...ways.map((way) => lineOf(way.flatMap((key) => spots.get(key) ?? []))),
      ...[...drawn].flatMap(([key, node]) => {
        const spot = spots.get(key);
        return spot === undefined ? [] : [nodeBox(node, spot)];
      }),
    ],
  );
};
