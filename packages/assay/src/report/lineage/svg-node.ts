import type { LineageNode } from '../../domain/lineage.ts';
import { cutTo } from '../width.ts';
import { element, xmlText } from '../xml.ts';
import { nodeDetail, nodeTitle } from './node-words.ts';
import { fitting, pixelWidth } from './pixel-width.ts';
import type { Spot } from './spots.ts';

export const boxWidth = 240;
const [plainHeight, chipsHeight] = [42, 62];
const inset = 14;
const room = boxWidth - inset - 8;
const mostLetters = 48;

interface Chip {
  readonly text: string;
  readonly kind: string;
}

/** What is to be seen at once: stages, the furthest first, and what gates said, each once. */
const chipsOf = (
  node: LineageNode,
  decisions: readonly string[],
  furthest: string | undefined,
): readonly Chip[] =>
  node.kind !== 'version'
    ? []
    : [
        ...node.stages.map((stage) => ({ text: stage, kind: stage === furthest ? 'furthest' : 'stage' })),
        ...decisions.map((decision) => ({ text: decision, kind: decision })),
      ];

/** The end of a path tells files apart, and the number versions. */
const titleIn = (node: LineageNode, letters: number): string => {
  if (node.kind === 'file' || node.kind === 'folder') {
    const parts = [...node.path];
    return parts.length <= letters ? node.path : `…${parts.slice(1 - letters).join('')}`;
  }
  if (node.kind !== 'version') return cutTo(nodeTitle(node), letters);
  const end = `@v${node.version.number}`;
  return `${cutTo(node.version.record.name, Math.max(1, letters - end.length))}${end}`;
};

/** A node as it is drawn. */
export interface DrawnNode {
  readonly node: LineageNode;
  readonly chips: readonly Chip[];
  readonly isAsked: boolean;
}

export const drawnNode = (
  node: LineageNode,
  given: {
    readonly decisions: readonly string[];
    readonly furthest: string | undefined;
    readonly isAsked: boolean;
  },
): DrawnNode => ({
  node,
  chips: chipsOf(node, given.decisions, given.furthest),
  isAsked: given.isAsked,
});

export const heightOf = ({ chips }: DrawnNode): number => (chips.length === 0 ? plainHeight : chipsHeight);

const chipWidth = ({ text }: Chip): number => Math.ceil(pixelWidth(text, 10)) + 14;

const chipsAt = (chips: readonly Chip[], x: number, y: number): readonly string[] => {
  const drawn: string[] = [];
  let left = x + inset;
  for (const [at, chip] of chips.entries()) {
    const rest = chips.length - at;
    const short = { ...chip, text: cutTo(chip.text, 22) };
    const isLast = left + chipWidth(short) + (rest > 1 ? 34 : 0) > x + boxWidth - 8;
    const shown = isLast ? { text: `+${rest}`, kind: 'more' } : short;
    const width = chipWidth(shown);
    drawn.push(
      element('g', { class: `chip ${shown.kind}` }, [
        element('rect', { x: left, y, width, height: 16, rx: 8 }),
        element('text', { x: left + width / 2, y: y + 11.5, 'text-anchor': 'middle' }, [xmlText(shown.text)]),
      ]),
    );
    if (isLast) break;
    left += width + 5;
  }
  return drawn;
};

/** A box: what it is called, when and by whom it was made, its stages and what gates said. All of it is in the words that show over it. */
export const nodeBox = ({ node, chips, isAsked }: DrawnNode, { x, y, height }: Spot): string => {
  const kind = node.kind === 'version' ? node.version.record.kind : '';
  const said = chips.filter(({ kind: chip }) => chip !== 'stage' && chip !== 'furthest');
  const words = [nodeTitle(node), nodeDetail(node), ...said.map(({ text }) => text)].join('  ');
  return element('g', { class: [node.kind, kind, isAsked ? 'asked' : ''].join(' ').trim() }, [
    element('title', {}, [xmlText(words)]),
    element('rect', { class: 'box', x, y, width: boxWidth, height, rx: 6 }),
    element('rect', { class: 'bar', x: x + 5, y: y + 7, width: 3, height: height - 14, rx: 1.5 }),
    element('text', { x: x + inset, y: y + 18 }, [
      xmlText(fitting((letters) => titleIn(node, letters), 12, room, mostLetters)),
    ]),
    element('text', { class: 'quiet', x: x + inset, y: y + 33 }, [
      xmlText(fitting((letters) => cutTo(nodeDetail(node), letters), 10, room, mostLetters)),
    ]),
    ...chipsAt(chips, x, y + 40),
  ]);
};
