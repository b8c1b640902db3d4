import type { LineageLink, VersionAt } from '../../domain/lineage-walk.ts';
import type { ObjectId } from '../../domain/object-id.ts';
import { type Statement, type Store, statement } from '../store.ts';
import { type LinkRow, linkColumns, linkOf, linkOrder } from './links.ts';

/** From versions that were reached to those that are one step further. SQLite joins in the order in which `CROSS JOIN` names the tables. */
const steps = {
  up: `SELECT source.seq FROM reached CROSS JOIN made_from CROSS JOIN versions AS source
    WHERE made_from.version = reached.seq AND made_from.kind = 'version' AND source.id = made_from.input`,
  down: `SELECT made_from.version FROM reached CROSS JOIN versions AS source CROSS JOIN made_from
    WHERE source.seq = reached.seq AND made_from.input = source.id AND made_from.kind = 'version'`,
} as const;
export type Direction = keyof typeof steps;

/** Where a question begins: with versions, and with files and folders of which versions were made. */
export interface LineageStart {
  readonly versions: readonly VersionAt[];
  readonly files: readonly ObjectId[];
}

/** Nothing where the question begins with nothing. */
const begun = ({ versions, files }: LineageStart): readonly string[] => [
  ...(versions.length === 0
    ? []
    : [
        `SELECT seq FROM versions WHERE (name, number) IN (VALUES ${versions.map(() => '(?, CAST(? AS bigint))').join(', ')})`,
      ]),
  ...(files.length === 0
    ? []
    : [
        `SELECT version FROM made_from WHERE kind <> 'version' AND input IN (${files.map(() => '?').join(', ')})`,
      ]),
];

const onReached = (start: LineageStart, direction: Direction, select: string): Statement =>
  statement(
    `WITH RECURSIVE reached (seq) AS (${[...begun(start), steps[direction]].join('\nUNION\n')}) ${select}`,
    ...start.versions.flatMap(({ name, number }) => [name, number]),
    ...start.files,
  );

/**
 * Everything that some versions were made from, or that was made from them, however far: each version is visited once, so the work is that of
 * the versions reached, and of what each was made from.
 */
export const reach = async (
  store: Store,
  start: LineageStart,
  direction: Direction,
): Promise<readonly LineageLink[]> => {
  if (begun(start).length === 0) return [];
  const rows = await store.rows<LinkRow>(
    onReached(
      start,
      direction,
      `SELECT ${linkColumns} FROM reached CROSS JOIN versions AS made CROSS JOIN made_from
       LEFT JOIN versions AS source ON made_from.kind = 'version' AND source.id = made_from.input
       WHERE made.seq = reached.seq AND made_from.version = made.seq
       ORDER BY ${linkOrder}`,
    ),
  );
  return rows.map(linkOf);
};

/** What is reached without being read: versions, and up also files, and versions that are not kept here. */
const counted = {
  up: `SELECT (SELECT count(*) FROM reached) + (SELECT count(*) FROM (
         SELECT DISTINCT made_from.kind, made_from.input, made_from.name FROM reached CROSS JOIN made_from
         WHERE made_from.version = reached.seq AND NOT (made_from.kind = 'version'
           AND EXISTS (SELECT 1 FROM versions WHERE versions.id = made_from.input))) AS others) AS n`,
  down: 'SELECT count(*) AS n FROM reached',
} as const;

/** How many versions and files are reached, those included with which the question began; files of these are not. */
export const countReached = async (
  store: Store,
  start: LineageStart,
  direction: Direction,
): Promise<number> => {
  const [row] = await store.rows<{ n: number }>(onReached(start, direction, counted[direction]));
  return Number(row?.n ?? 0);
};
