import type { Catalog } from '../../../catalog/catalog.ts';
import { invariant } from '../../../domain/invariant.ts';
import type { LineageEdge, LineageNode } from '../../../domain/lineage.ts';
import {
  atText,
  inputKey,
  type LineageInput,
  type LineageLink,
  type VersionAt,
} from '../../../domain/lineage-walk.ts';
import { authorise, type Grant } from '../../../domain/roles.ts';
import type { GatedVersion } from '../../../domain/version-record.ts';

/** What nodes are made with. */
export interface NodeMaker {
  readonly catalog: Catalog;
  readonly grants: readonly Grant[];
  readonly stages: ReadonlySet<string>;
  readonly actor: string;
}

type Depths = ReadonlyMap<string, number>;

/** The newest decision by each contract. */
const newestByContract = (gates: readonly GatedVersion[]): readonly GatedVersion[] => [
  ...new Map(gates.toReversed().map((gate) => [gate.contract.id, gate])).values(),
];

const runsOf = (id: string, depth: number, gates: readonly GatedVersion[]) =>
  newestByContract(gates).map((gate) => ({
    node: { kind: 'run', id: `run:${gate.run}:${id}`, depth, gate } satisfies LineageNode,
    edge: { from: id, to: `run:${gate.run}:${id}`, kind: 'judged' } satisfies LineageEdge,
  }));

const inputNode = ({ kind, id, name, bytes }: LineageInput, key: string, depth: number): LineageNode =>
  kind === 'version'
    ? { kind: 'absent', id: key, depth, name, record: id }
    : {
        kind: 'file',
        id: key,
        depth,
        path: name,
        object: id,
        ...(bytes === undefined ? {} : { bytes }),
      };

const versionNode = async (
  { catalog, stages }: NodeMaker,
  at: VersionAt,
  depth: number,
): Promise<Extract<LineageNode, { kind: 'version' }>> => {
  const version = await catalog.versions.find({ name: at.name, choice: { number: at.number } });
  invariant(version !== undefined, `${atText(at)} was reached`);
  const id = version.record.execution;
  const execution = id && (await catalog.lineage.execution(id));
  return {
    kind: 'version',
    id: atText(at),
    depth,
    version,
    stages: version.aliases.filter((alias) => stages.has(alias)),
    ...(execution === undefined ? {} : { execution }),
  };
};

/** Everything that was reached, and what may be told of it; a name that somebody may not read is not told. */
export const nodesOf = async (
  maker: NodeMaker,
  depths: Depths,
  links: readonly LineageLink[],
  roots: readonly VersionAt[],
): Promise<{ readonly nodes: LineageNode[]; readonly edges: LineageEdge[] }> => {
  const versions = new Map(
    [
      ...roots,
      ...links.flatMap(({ version, input }) => [version, ...(input.version ? [input.version] : [])]),
    ].map((at) => [atText(at), at]),
  );
  const inputs = new Map(links.map(({ input }) => [inputKey(input), input]));
  const hidden = new Map<string, string>();
  const mayRead = (name: string): boolean =>
    authorise(maker.grants, { actor: maker.actor, action: 'read', name }).isAllowed;
  const told = new Set(
    links.filter(({ version }) => mayRead(version.name)).map(({ input }) => inputKey(input)),
  );
  const nodes: LineageNode[] = [];
  const edges: LineageEdge[] = [];
  for (const [key, depth] of depths) {
    const [at, input] = [versions.get(key), inputs.get(key)];
    const name = at?.name ?? (input?.kind === 'version' ? input.name : undefined);
    if (name === undefined ? !told.has(key) : !mayRead(name)) {
      hidden.set(key, `hidden:${hidden.size + 1}`);
      nodes.push({ kind: 'hidden', id: `hidden:${hidden.size}`, depth });
    } else if (at !== undefined) {
      const node = await versionNode(maker, at, depth);
      const runs = runsOf(key, depth, node.version.gates);
      nodes.push(node, ...runs.map((run) => run.node));
      edges.push(...runs.map((run) => run.edge));
    } else if (input !== undefined) nodes.push(inputNode(input, key, depth));
  }
  const shown = (key: string): string => hidden.get(key) ?? key;
  for (const { version, input } of links)
    edges.push({ from: shown(inputKey(input)), to: shown(atText(version)), kind: 'made' });
  return { nodes: withoutSecretInputs(nodes, mayRead), edges };
};

/** What a version was made from, where it names versions that may not be told. */
const withoutSecretInputs = (
  nodes: readonly LineageNode[],
  mayRead: (name: string) => boolean,
): LineageNode[] =>
  nodes.map((node) =>
    node.kind !== 'version' || node.execution === undefined
      ? node
      : {
          ...node,
          execution: {
            ...node.execution,
            inputs: node.execution.inputs.filter((input) => input.kind === 'file' || mayRead(input.name)),
          },
        },
  );
