import type { Catalog } from '../../../catalog/catalog.ts';
import type { Lineage } from '../../../domain/lineage.ts';
import {
  atText,
  type LineageLink,
  type VersionAt,
  type Walk,
  walkLineage,
} from '../../../domain/lineage-walk.ts';
import { refuse } from '../../../domain/problem.ts';
import type { Project } from '../../../project/project.ts';
import { withStoredCatalog } from '../../with-catalog.ts';
import { learnExecutions } from './learn.ts';
import { nodesOf } from './nodes.ts';
import { type Recall, rootsOf } from './roots.ts';

export interface LineageOptions extends Recall {
  /** A version, or a name of which `since`, `until` and `metadata` choose some. */
  readonly of: string;
  /** What it was made from, what was made from it, or both. */
  readonly direction: 'up' | 'down' | 'both';
  /** So many steps. */
  readonly depth?: number;
  /** So many versions and files are shown in each direction, the nearest first. */
  readonly most: number;
  readonly actor: string;
}

const walkIn = async (
  { lineage }: Catalog,
  roots: readonly VersionAt[],
  direction: 'up' | 'down',
  { depth, most }: LineageOptions,
): Promise<Walk> =>
  walkLineage(roots, await lineage.reach(roots, direction), direction, {
    most,
    ...(depth === undefined ? {} : { depth }),
  });

const unique = (links: readonly LineageLink[]): readonly LineageLink[] => [
  ...new Map(links.map((link) => [JSON.stringify(link), link])).values(),
];

const lineageIn = async (project: Project, catalog: Catalog, options: LineageOptions): Promise<Lineage> => {
  await learnExecutions(project.folder, catalog);
  const chosen = await rootsOf(catalog, options.of, options, options.actor);
  const roots = chosen.map(({ number, record: { name } }) => ({ name, number }));
  const { direction } = options;
  const up = direction === 'down' ? undefined : await walkIn(catalog, roots, 'up', options);
  const down = direction === 'up' ? undefined : await walkIn(catalog, roots, 'down', options);
  const depths = new Map([
    ...(down?.depths ?? []),
    ...[...(up?.depths ?? [])].map(([key, depth]) => [key, depth === 0 ? 0 : -depth] as const),
  ]);
  const maker = {
    catalog,
    grants: await catalog.grants.list(),
    stages: new Set(Object.keys(project.config.stages)),
    actor: options.actor,
  };
  const links = unique([...(up?.links ?? []), ...(down?.links ?? [])]);
  const reached = [up, down].reduce(
    (sum, walk) => sum + (walk ? walk.reached - roots.length : 0),
    roots.length,
  );
  return {
    schema: 'assay.lineage/v1',
    of: roots.map(atText),
    direction,
    ...(await nodesOf(maker, depths, links, roots)),
    reached,
    shown: depths.size,
  };
};

/** What versions were made from, and what was made from them. Throws `Refusal` where there are none. */
export const lineageOf = async (project: Project, options: LineageOptions): Promise<Lineage> =>
  (await withStoredCatalog(project, (catalog) => lineageIn(project, catalog, options))) ??
  refuse('version-not-found', 'no version is kept here', 'assay add PATH --as NAME makes the first');
