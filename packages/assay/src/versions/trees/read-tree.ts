import { z } from 'zod';
import { invariant } from '../../domain/invariant.ts';
import type { ObjectId } from '../../domain/object-id.ts';
import { orderTexts } from '../../domain/order-texts.ts';
import { refuse } from '../../domain/problem.ts';
import {
  rangeHeader,
  type Tree,
  type TreeEntry,
  type TreeRange,
  treeEntrySchema,
  treeSchema,
} from '../../domain/tree.ts';

/** The bytes of an object, which are what its id says. */
export type Get = (id: ObjectId) => Promise<Buffer>;

const parsed = <T>(schema: z.ZodType<T>, text: string, id: ObjectId, what: string): T => {
  const read = schema.safeParse(JSON.parse(text));
  return read.success
    ? read.data
    : refuse(
        'version-damaged',
        `object ${id} is no ${what} that this Assay reads: ${z.prettifyError(read.error)}`,
        'use the newer Assay that wrote it',
      );
};

export const readTree = async (id: ObjectId, get: Get): Promise<Tree> =>
  parsed(treeSchema, (await get(id)).toString(), id, 'tree');

/** The entries of one range. */
export const readRange = async (range: TreeRange, get: Get): Promise<readonly TreeEntry[]> => {
  const [header, ...lines] = (await get(range.id)).toString().trimEnd().split('\n');
  if (header !== rangeHeader)
    parsed(z.literal(rangeHeader), JSON.stringify(header), range.id, 'range of a tree');
  const entries = lines.map((line) => parsed(treeEntrySchema, line, range.id, 'range of a tree'));
  invariant(entries.length === range.entries, `range ${range.id} has ${entries.length} entries`);
  return entries;
};

/** Every entry of a tree in the order of the paths, one range in memory at a time. */
export async function* entriesOf(tree: Tree, get: Get): AsyncGenerator<TreeEntry> {
  for (const range of tree.ranges) yield* await readRange(range, get);
}

/** The entry at a path; undefined where there is none. Reads one range. */
export const entryAt = async (tree: Tree, path: string, get: Get): Promise<TreeEntry | undefined> => {
  const range = tree.ranges.find(
    ({ first, last }) => orderTexts(first, path) <= 0 && orderTexts(path, last) <= 0,
  );
  return range && (await readRange(range, get)).find((entry) => entry.path === path);
};
