import { countOf } from '../../domain/count-of.ts';
import { isStated } from '../../domain/execution.ts';
import type { Lineage, LineageNode } from '../../domain/lineage.ts';
import { listed } from '../../domain/listed.ts';
import { type Paint, paint } from '../paint.ts';
import { locatedLines, recallLines } from './beginning-text.ts';
import { executionParts, nodeDetail, nodeTitle } from './node-words.ts';

/** No branch is drawn deeper than this; what follows is counted. */
const deepest = 40;

interface Drawing {
  readonly nodes: ReadonlyMap<string, LineageNode>;
  readonly next: ReadonlyMap<string, readonly string[]>;
  readonly drawn: Set<string>;
  readonly ink: Paint;
}

const nextBy = ({ edges }: Lineage, direction: 'up' | 'down'): ReadonlyMap<string, readonly string[]> => {
  const next = new Map<string, string[]>();
  for (const { from, to, kind } of edges) {
    if (kind === 'judged') continue;
    const [at, other] = direction === 'up' ? [to, from] : [from, to];
    next.set(at, [...(next.get(at) ?? []), other]);
  }
  return next;
};

const gateText = (node: LineageNode, ink: Paint): string => {
  if (node.kind !== 'version') return '';
  const [gate] = node.version.gates;
  if (gate === undefined) return '  not judged';
  return `  ${gate.decision === 'block' ? ink.red(gate.decision) : gate.decision}`;
};

const titleOf = (node: LineageNode, ink: Paint): string =>
  `${ink.bold(nodeTitle(node))}${gateText(node, ink)}  ${ink.dim(nodeDetail(node))}`;

const aboutOf = (node: LineageNode, direction: 'up' | 'down'): readonly string[] => {
  if (node.kind !== 'version') return [];
  const { execution } = node;
  if (execution === undefined || !isStated(execution))
    return direction === 'up'
      ? [['nobody said what it was made from', ...(execution ? executionParts(execution) : [])].join('  ')]
      : [];
  const parts = executionParts(execution);
  return parts.length === 0 ? [] : [parts.join('  ')];
};

/** A node and what follows it; of a node that was drawn before only its name. */
const branch = (key: string, direction: 'up' | 'down', drawing: Drawing, depth = 0): readonly string[] => {
  const { nodes, next, drawn, ink } = drawing;
  const node = nodes.get(key);
  if (node === undefined) return [];
  const following = (next.get(key) ?? []).filter((one) => nodes.has(one));
  if (drawn.has(key))
    return [`${ink.bold(nodeTitle(node))}${following.length === 0 ? '' : ink.dim('  see above')}`];
  drawn.add(key);
  if (depth >= deepest && following.length > 0)
    return [titleOf(node, ink), ink.dim(`… further: assay lineage ${key} --${direction}`)];
  const children = following.map((one) => branch(one, direction, drawing, depth + 1));
  const stem = children.length === 0 ? '   ' : '│  ';
  return [
    titleOf(node, ink),
    ...aboutOf(node, direction).map((line) => `${stem}${ink.dim(line)}`),
    ...children.flatMap((lines, index) => {
      const isLast = index === children.length - 1;
      return lines.map((line, at) =>
        at === 0 ? `${isLast ? '└─ ' : '├─ '}${line}` : `${isLast ? '   ' : '│  '}${line}`,
      );
    }),
  ];
};

/** Those that stand at a stage, the furthest first: what runs is among the first. */
const atStages = (nodes: readonly LineageNode[], stages: readonly string[]): readonly LineageNode[] =>
  nodes
    .flatMap((node) => {
      const [furthest] = node.kind === 'version' ? node.stages : [];
      return furthest === undefined ? [] : [{ node, at: stages.indexOf(furthest) }];
    })
    .toSorted((one, other) => one.at - other.at)
    .map(({ node }) => node);

const subjectOf = ({ of, located }: Lineage): string => {
  if (located !== undefined) return located.given;
  return of.length === 1 ? `${of[0]}` : `these ${countOf(of.length, 'version')}`;
};

const madeFromIt = (lineage: Lineage, ink: Paint): readonly string[] => {
  const { nodes, reached, shown, stages } = lineage;
  const made = nodes.filter((node) => node.depth > 0 && node.kind !== 'run');
  const subject = subjectOf(lineage);
  if (made.length === 0) return [`Nothing that is known was made from ${subject}.`];
  const staged = atStages(made, stages).map(nodeTitle);
  const count = shown < reached ? `At least ${made.length}` : `${made.length}`;
  return [
    `${count} ${made.length === 1 ? 'was' : 'were'} made from ${subject}; ${staged.length === 0 ? 'none of them stands at a stage' : `at a stage: ${ink.bold(listed(staged))}`}.`,
  ];
};

const trees = (lineage: Lineage, direction: 'up' | 'down', ink: Paint): readonly string[] => {
  const drawing: Drawing = {
    nodes: new Map(lineage.nodes.map((node) => [node.id, node])),
    next: nextBy(lineage, direction),
    drawn: new Set(),
    ink,
  };
  return lineage.of.flatMap((root) => branch(root, direction, drawing));
};

/** What versions were made from and what was made from them, as trees. */
export const lineageText = (lineage: Lineage, { colour }: { readonly colour: boolean }): string => {
  const ink = paint(colour);
  const { direction, reached, shown } = lineage;
  const both = direction === 'both';
  const begun = [...locatedLines(lineage, ink), ...recallLines(lineage, ink)];
  if (lineage.of.length === 0) return begun.join('\n');
  return [
    ...(begun.length === 0 ? [] : [...begun, '']),
    ...(direction === 'down' ? [] : [...(both ? [ink.dim('made from')] : []), ...trees(lineage, 'up', ink)]),
    ...(both ? ['', ink.dim('made into')] : []),
    ...(direction === 'up' ? [] : [...trees(lineage, 'down', ink), '', ...madeFromIt(lineage, ink)]),
    ...(shown < reached
      ? [
          ink.dim(
            `${(reached - shown).toLocaleString('en')} more are not shown: --depth and --limit say how many`,
          ),
        ]
      : []),
  ].join('\n');
};
