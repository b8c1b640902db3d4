import {
  atText,
  inputKey,
  type LineageLink,
  type VersionAt,
  type WalkLimits,
} from '../../domain/lineage-walk.ts';
import { chunks } from '../chunks.ts';
import { type Store, statement } from '../store.ts';
import { type LinkRow, linkColumns, linkOf, linkOrder } from './links.ts';
import { countReached, type Direction, type LineageStart } from './reach.ts';

const atOnce = 500;

const those = (places: readonly VersionAt[]): string =>
  `(VALUES ${places.map(() => '(?, CAST(? AS bigint))').join(', ')})`;

const joins = `FROM versions AS made JOIN made_from ON made_from.version = made.seq
  LEFT JOIN versions AS source ON made_from.kind = 'version' AND source.id = made_from.input`;

const from = {
  up: (places: readonly VersionAt[]) => `${joins} WHERE (made.name, made.number) IN ${those(places)}`,
  down: (places: readonly VersionAt[]) =>
    `FROM versions AS source JOIN made_from ON made_from.input = source.id AND made_from.kind = 'version'
     JOIN versions AS made ON made.seq = made_from.version WHERE (source.name, source.number) IN ${those(places)}`,
} as const;

const stepsFrom = async (
  store: Store,
  places: readonly VersionAt[],
  direction: Direction,
): Promise<readonly LineageLink[]> => {
  const found: LineageLink[] = [];
  for (const some of chunks(places, atOnce)) {
    const rows = await store.rows<LinkRow>(
      statement(
        `SELECT ${linkColumns} ${from[direction](some)} ORDER BY ${linkOrder}`,
        ...some.flatMap(({ name, number }) => [name, number]),
      ),
    );
    found.push(...rows.map(linkOf));
  }
  return found;
};

const madeOfFiles = async (store: Store, { files }: LineageStart): Promise<readonly LineageLink[]> =>
  files.length === 0
    ? []
    : (
        await store.rows<LinkRow>(
          statement(
            `SELECT ${linkColumns} ${joins} WHERE made_from.kind <> 'version'
             AND made_from.input IN (${files.map(() => '?').join(', ')}) ORDER BY ${linkOrder}`,
            ...files,
          ),
        )
      ).map(linkOf);

/** What is nearest, and how much there is in all. */
export interface Near {
  readonly links: readonly LineageLink[];
  /** Versions and files, those included with which the question began. */
  readonly reached: number;
}

/**
 * What is nearest to where a question begins, step by step, until so many are found or the depth is reached; what lies beyond is counted and
 * not read.
 */
export const near = async (
  store: Store,
  start: LineageStart,
  direction: Direction,
  { depth = Number.POSITIVE_INFINITY, most }: WalkLimits,
): Promise<Near> => {
  const links = [...(direction === 'down' ? await madeOfFiles(store, start) : [])];
  const roots = new Set(links.map(({ input }) => inputKey(input)));
  const seen = new Set([...start.versions.map(atText), ...roots]);
  const next = new Map(start.versions.map((at) => [atText(at), at]));
  const meet = (key: string, at: VersionAt | undefined): void => {
    if (seen.has(key)) return;
    seen.add(key);
    if (at !== undefined) next.set(key, at);
  };
  for (const { version } of links) meet(atText(version), version);
  let steps = roots.size > 0 ? 1 : 0;
  let isWhole = true;
  while (next.size > 0 && isWhole) {
    const places = [...next.values()];
    next.clear();
    const found = await stepsFrom(store, places, direction);
    links.push(...found);
    isWhole = steps < depth && seen.size < most;
    for (const { version, input } of found)
      if (direction === 'down') meet(atText(version), version);
      else meet(inputKey(input), input.version);
    steps += 1;
  }
  return {
    links,
    reached: next.size === 0 ? seen.size : (await countReached(store, start, direction)) + roots.size,
  };
};
