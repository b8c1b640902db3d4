import type { Catalog } from '../../../catalog/catalog.ts';
import type { LineageStart } from '../../../catalog/lineage/reach.ts';
import type { Lineage } from '../../../domain/lineage.ts';
import { atText, inputKey, type LineageLink, type Walk, walkLineage } from '../../../domain/lineage-walk.ts';
import { refuse } from '../../../domain/problem.ts';
import { authorise } from '../../../domain/roles.ts';
import { furthestFirst } from '../../../domain/stage-rules.ts';
import type { Project } from '../../../project/project.ts';
import type { Progress } from '../../../run/gate-input.ts';
import { withStoredCatalog } from '../../with-catalog.ts';
import { learnExecutions } from './learn.ts';
import { nodesOf } from './nodes.ts';
import { type Roots, rootsOf } from './roots.ts';
import type { Recall } from './starting.ts';

export interface LineageOptions extends Recall {
  /** A version, a name, a file, a folder or a hash; every name without it, where something chooses among their versions. */
  readonly of?: string;
  /** What it was made from, what was made from it, or both. */
  readonly direction: 'up' | 'down' | 'both';
  /** So many steps. */
  readonly depth?: number;
  /** So many versions and files are shown in each direction, the nearest first. */
  readonly most: number;
  readonly actor: string;
  /** From where paths lead; the folder of the project without it. */
  readonly cwd?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (what: string, progress: Progress) => void;
}

/** Where walks begin: files only downwards, since nothing is known of what they were made from. */
const startOf = ({ versions, files }: Roots, direction: 'up' | 'down'): LineageStart => ({
  versions: versions.map(({ number, record: { name } }) => ({ name, number })),
  files: direction === 'up' ? [] : files,
});

/** So many nodes are found step by step; where more are shown, one question for all is quicker. */
const mostByStep = 2_000;

/** Everything in one question where much is shown; else step by step, as far as is shown. */
const linksOf = async (
  { lineage }: Catalog,
  start: LineageStart,
  direction: 'up' | 'down',
  limits: { readonly depth?: number; readonly most: number },
): Promise<{ readonly links: readonly LineageLink[]; readonly reached?: number }> =>
  limits.depth === undefined && limits.most > mostByStep
    ? { links: await lineage.reach(start, direction) }
    : lineage.near(start, direction, limits);

const fileKeys = (links: readonly LineageLink[], { files }: LineageStart): readonly string[] => [
  ...new Set(
    links.flatMap(({ input }) =>
      input.kind !== 'version' && files.includes(input.id) ? [inputKey(input)] : [],
    ),
  ),
];

const walkIn = async (
  catalog: Catalog,
  roots: Roots,
  direction: 'up' | 'down',
  { depth, most }: LineageOptions,
): Promise<Walk> => {
  const limits = { most, ...(depth === undefined ? {} : { depth }) };
  const start = startOf(roots, direction);
  const { links, reached } = await linksOf(catalog, start, direction, limits);
  const walk = walkLineage(
    [...start.versions.map(atText), ...fileKeys(links, start)],
    links,
    direction,
    limits,
  );
  return reached === undefined ? walk : { ...walk, reached };
};

const unique = (links: readonly LineageLink[]): readonly LineageLink[] => [
  ...new Map(links.map((link) => [JSON.stringify(link), link])).values(),
];

const lineageIn = async (project: Project, catalog: Catalog, options: LineageOptions): Promise<Lineage> => {
  await learnExecutions(project.folder, catalog);
  const grants = await catalog.grants.list();
  const { actor, direction, cwd = project.folder } = options;
  const mayRead = (name: string): boolean => authorise(grants, { actor, action: 'read', name }).isAllowed;
  const starting = { ...options, project, folder: project.folder, catalog, actor, mayRead, cwd };
  const roots = await rootsOf(starting, options.of, options);
  const up = direction === 'down' ? undefined : await walkIn(catalog, roots, 'up', options);
  const down = direction === 'up' ? undefined : await walkIn(catalog, roots, 'down', options);
  const depths = new Map([
    ...(down?.depths ?? []),
    ...[...(up?.depths ?? [])].map(([key, depth]) => [key, depth === 0 ? 0 : -depth] as const),
  ]);
  const stages = furthestFirst(project.config.stages);
  const reached =
    (up?.reached ?? 0) + (down?.reached ?? 0) - (direction === 'both' ? roots.versions.length : 0);
  const links = unique([...(up?.links ?? []), ...(down?.links ?? [])]);
  const graph = await nodesOf({ catalog, stages, mayRead }, depths, links, startOf(roots, 'up').versions);
  return {
    schema: 'assay.lineage/v1',
    of: graph.nodes.flatMap(({ id, kind, depth }) => (depth === 0 && kind !== 'run' ? [id] : [])),
    direction,
    ...graph,
    reached,
    shown: depths.size,
    stages,
    ...(roots.recall === undefined ? {} : { recall: roots.recall }),
    ...(roots.located === undefined ? {} : { located: roots.located }),
  };
};

/** What something was made from, and what was made from it. Throws `Refusal` where nothing is known of it. */
export const lineageOf = async (project: Project, options: LineageOptions): Promise<Lineage> =>
  (await withStoredCatalog(project, (catalog) => lineageIn(project, catalog, options))) ??
  refuse('version-not-found', 'no version is kept here', 'assay add PATH --as NAME makes the first');
