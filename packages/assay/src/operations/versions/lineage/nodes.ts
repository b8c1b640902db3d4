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
import type { GatedVersion } from '../../../domain/version-record.ts';

/** What nodes are made with. */
export interface NodeMaker {
  readonly catalog: Catalog;
  /** Of the project, the furthest first. */
  readonly stages: readonly string[];
  readonly mayRead: (name: string) => boolean;
}

type Depths = ReadonlyMap<string, number>;
type VersionNode = Extract<LineageNode, { kind: 'version' }>;

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
        kind,
        id: key,
        depth,
        path: name,
        object: id,
        ...(bytes === undefined ? {} : { bytes }),
      };

/** What is known of the versions that are told of, by what they are called. */
const versionNodes = async (
  { catalog, stages }: NodeMaker,
  places: readonly VersionAt[],
): Promise<ReadonlyMap<string, Omit<VersionNode, 'depth'>>> => {
  const versions = await catalog.versions.at(places);
  const executions = await catalog.lineage.executions([
    ...new Set(versions.flatMap(({ record }) => record.execution ?? [])),
  ]);
  return new Map(
    versions.map((version) => {
      const id = atText({ name: version.record.name, number: version.number });
      const execution = version.record.execution && executions.get(version.record.execution);
      return [
        id,
        {
          kind: 'version',
          id,
          version,
          stages: stages.filter((stage) => version.aliases.includes(stage)),
          ...(execution === undefined ? {} : { execution }),
        },
      ] as const;
    }),
  );
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
  const { mayRead } = maker;
  const known = await versionNodes(
    maker,
    [...versions.values()].filter((at) => depths.has(atText(at)) && mayRead(at.name)),
  );
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
      const found = known.get(key);
      invariant(found !== undefined, `${key} was reached`);
      const node = { ...found, depth };
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
            inputs: node.execution.inputs.filter((input) => input.kind !== 'version' || mayRead(input.name)),
          },
        },
  );
