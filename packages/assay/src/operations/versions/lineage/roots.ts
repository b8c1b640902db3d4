import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { asksHow } from '../../../domain/how-made.ts';
import { atText } from '../../../domain/lineage-walk.ts';
import type { Located } from '../../../domain/located.ts';
import type { ObjectId } from '../../../domain/object-id.ts';
import { refuse } from '../../../domain/problem.ts';
import type { RowRecall } from '../../../domain/row-recall.ts';
import type { Version } from '../../../domain/version-record.ts';
import { parseVersionRef } from '../../../domain/version-ref.ts';
import { readableVersion } from '../find.ts';
import { allowSecrets } from '../secret-columns.ts';
import { instantOf } from './instant.ts';
import { locate, locateHash } from './locate.ts';
import { recallRows } from './recall-rows.ts';
import type { Recall, Starting } from './starting.ts';

/** Where a question begins. */
export interface Roots {
  readonly versions: readonly Version[];
  readonly files: readonly ObjectId[];
  readonly located?: Located;
  readonly recall?: RowRecall;
}

/** From so many versions at most one question begins. */
const mostRoots = 5_000;

const called = ({ number, record: { name } }: Version): string => atText({ name, number });

const chooses = (recall: Recall): boolean =>
  recall.since !== undefined ||
  recall.until !== undefined ||
  Object.keys(recall.metadata ?? {}).length > 0 ||
  asksHow(recall);

const fits = ({ since, until, metadata = {} }: Recall): ((version: Version) => boolean) => {
  const from = since === undefined ? Number.NEGATIVE_INFINITY : instantOf('since', since);
  const to = until === undefined ? Number.POSITIVE_INFINITY : instantOf('until', until);
  return ({ record }) => {
    const at = Date.parse(record.createdAt);
    return (
      at >= from &&
      at < to &&
      Object.entries(metadata).every(([key, value]) => record.metadata[key] === value)
    );
  };
};

/** Versions of a name, or of all names, from which some are chosen; the newest first. */
const candidates = async (
  { catalog, mayRead }: Starting,
  name: string | undefined,
  recall: Recall,
): Promise<readonly Version[]> => {
  if (!asksHow(recall))
    return catalog.versions.list({
      limit: Number.MAX_SAFE_INTEGER,
      ...(name === undefined ? {} : { name }),
    });
  const made = await catalog.lineage.made(recall);
  return catalog.versions.at(made.filter((at) => (name === undefined ? mayRead(at.name) : at.name === name)));
};

const chosen = async (
  starting: Starting,
  name: string | undefined,
  recall: Recall,
): Promise<readonly Version[]> => {
  const all = (await candidates(starting, name, recall)).filter(
    (version) => starting.mayRead(version.record.name) && fits(recall)(version),
  );
  const of = name === undefined ? '' : ` of ${name}`;
  if (all.length === 0)
    refuse(
      'version-not-found',
      `no version${of} is so`,
      `assay log${name === undefined ? '' : ` ${name}`} lists those there are`,
    );
  if (all.length > mostRoots)
    refuse('usage', `${all.length} versions${of} are so, and ${mostRoots} is the most`, 'choose fewer');
  return all;
};

/** A word that is the name of versions means those; any other that is there means a file. */
const isPath = async ({ catalog, cwd }: Starting, text: string): Promise<boolean> =>
  text.includes('/') ||
  (!text.includes('@') && existsSync(resolve(cwd, text)) && !(await catalog.versions.names()).includes(text));

const named = async (starting: Starting, text: string, recall: Recall): Promise<Roots> => {
  const isHash = /^sha256:[0-9a-f]{6,64}$/.test(text);
  if (isHash || (await isPath(starting, text))) {
    if (chooses(recall) || recall.where !== undefined)
      refuse(
        'usage',
        `${text} is no name of versions, and what was said chooses among those of a name`,
        'write NAME',
      );
    return { files: [], ...(await (isHash ? locateHash : locate)(starting, text)) };
  }
  const first = await readableVersion(starting.catalog, text, starting.actor);
  if (!chooses(recall) && (recall.where === undefined || text.includes('@')))
    return { versions: [first], files: [] };
  if (text.includes('@'))
    return refuse(
      'usage',
      `${text} is one version, and a time, metadata or parameters choose among those of a name`,
      `write ${parseVersionRef(text).name}`,
    );
  return { versions: await chosen(starting, text, recall), files: [] };
};

const beginning = async (starting: Starting, text: string | undefined, recall: Recall): Promise<Roots> => {
  if (text !== undefined) return named(starting, text, recall);
  if (!chooses(recall))
    return refuse(
      'usage',
      'nothing says of what',
      'name a version, a file or a folder, or say --param lr=0.1',
    );
  return { versions: await chosen(starting, undefined, recall), files: [] };
};

/** Where a question begins. Throws `Refusal` where there is nothing, or the actor may not read it. */
export const rootsOf = async (
  starting: Starting,
  text: string | undefined,
  recall: Recall,
): Promise<Roots> => {
  const roots = await beginning(starting, text, recall);
  if (recall.where === undefined) return roots;
  const { project, catalog, actor } = starting;
  const found = await recallRows(project, roots.versions, {
    ...starting,
    where: recall.where,
    mayFilterBySecrets: (version) => allowSecrets(project, catalog, version, actor),
  });
  const left = new Set(found.versions.filter(({ holds }) => holds !== 'no').map(({ version }) => version));
  return { ...roots, recall: found, versions: roots.versions.filter((version) => left.has(called(version))) };
};
