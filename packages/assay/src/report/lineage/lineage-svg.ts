import { countOf } from '../../domain/count-of.ts';
import type { Lineage, LineageNode } from '../../domain/lineage.ts';
import { listed } from '../../domain/listed.ts';
import { cutTo } from '../width.ts';
import { element, xmlText } from '../xml.ts';
import { layersOf } from './layers.ts';
import { nodeDetail, nodeTitle } from './node-words.ts';

const box = { width: 220, height: 44 };
const gap = { across: 64, down: 16 };
const margin = 16;
const letters = 30;

/** Colours for light and dark by the reader's own setting; nothing is fetched, and nothing runs. */
const style = `
svg{color-scheme:light dark}
text{font:12px system-ui,sans-serif;fill:#16191d}
.quiet{fill:#5a6472;font-size:10px}
rect{fill:#fff;stroke:#8b95a1}
.asked rect{stroke:#2456a6;stroke-width:2}
.run rect{fill:#f5f6f8}
.blocked rect{stroke:#b3261e}
.hidden rect,.absent rect{stroke-dasharray:4 3}
path{fill:none;stroke:#8b95a1}
path.judged{stroke-dasharray:2 3}
@media (prefers-color-scheme:dark){
text{fill:#e9ecef}.quiet{fill:#a3adb8}rect{fill:#1d2125}.run rect{fill:#14171a}.asked rect{stroke:#7fb0ff}.blocked rect{stroke:#ff8a80}
}`;

interface Spot {
  readonly x: number;
  readonly y: number;
}

const spotsOf = (layers: readonly (readonly string[])[]): ReadonlyMap<string, Spot> => {
  const tallest = Math.max(0, ...layers.map(({ length }) => length));
  return new Map(
    layers.flatMap((layer, column) =>
      layer.map((key, row) => {
        const x = margin + column * (box.width + gap.across);
        const y = margin + (row + (tallest - layer.length) / 2) * (box.height + gap.down);
        return [key, { x, y }] as const;
      }),
    ),
  );
};

const classOf = (node: LineageNode, asked: ReadonlySet<string>): string =>
  [
    node.kind,
    ...(asked.has(node.id) ? ['asked'] : []),
    ...(node.kind === 'run' && node.gate.decision === 'block' ? ['blocked'] : []),
  ].join(' ');

const nodeOf = (node: LineageNode, { x, y }: Spot, asked: ReadonlySet<string>): string => {
  const text = (words: string, down: number, more: Readonly<Record<string, string>> = {}): string =>
    element('text', { x: x + 10, y: y + down, ...more }, [xmlText(cutTo(words, letters))]);
  return element('g', { class: classOf(node, asked) }, [
    element('title', {}, [xmlText(`${nodeTitle(node)}  ${nodeDetail(node)}`)]),
    element('rect', { x, y, width: box.width, height: box.height, rx: node.kind === 'run' ? 22 : 6 }),
    text(nodeTitle(node), 18),
    text(nodeDetail(node), 34, { class: 'quiet' }),
  ]);
};

const edgeOf = (from: Spot, to: Spot, kind: string): string => {
  const [x1, y1] = [from.x + box.width, from.y + box.height / 2];
  const [x2, y2] = [to.x, to.y + box.height / 2];
  const bend = gap.across / 2;
  const end = kind === 'made' ? { 'marker-end': 'url(#arrow)' } : {};
  return element('path', {
    class: kind,
    d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`,
    ...end,
  });
};

const arrow = `<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8"/></marker></defs>`;

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

/** A lineage as a picture: what was made from what, from left to right. It reads without a network and runs no scripts. */
export const lineageSvg = (lineage: Lineage): string => {
  const { nodes, edges, of } = lineage;
  const layers = layersOf({
    nodes: nodes.map(({ id }) => id),
    edges: edges.map(({ from, to }) => [from, to] as const),
  });
  const spots = spotsOf(layers);
  const at = (key: string): Spot => spots.get(key) ?? { x: 0, y: 0 };
  const tallest = Math.max(0, ...layers.map(({ length }) => length));
  const width = 2 * margin + layers.length * (box.width + gap.across) - gap.across;
  const height = 2 * margin + tallest * (box.height + gap.down) - gap.down;
  const asked = new Set(of);
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
      element('title', { id: 'title' }, [xmlText(`Lineage of ${listed(of.slice(0, 5))}`)]),
      element('desc', { id: 'desc' }, [xmlText(described(lineage))]),
      `<style>${style}</style>`,
      arrow,
      ...edges.map(({ from, to, kind }) => edgeOf(at(from), at(to), kind)),
      ...nodes.map((node) => nodeOf(node, at(node.id), asked)),
    ],
  );
};
