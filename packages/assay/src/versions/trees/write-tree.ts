import { canonicalJson } from '../../domain/canonical-json.ts';
import { invariant } from '../../domain/invariant.ts';
import type { ObjectId } from '../../domain/object-id.ts';
import { orderTexts } from '../../domain/order-texts.ts';
import { entryLine, rangeHeader, type Tree, type TreeEntry, type TreeRange } from '../../domain/tree.ts';
import { endsRange, most } from './range-end.ts';

/** Keeps bytes, and says what they are called. */
export type Put = (bytes: string) => Promise<ObjectId>;

const rangeOf = async (entries: readonly TreeEntry[], put: Put): Promise<TreeRange> => {
  const [first, last] = [entries[0], entries.at(-1)];
  invariant(first !== undefined && last !== undefined, 'a range has an entry');
  const lines = [rangeHeader, ...entries.map(entryLine)];
  return {
    first: first.path,
    last: last.path,
    entries: entries.length,
    id: await put(`${lines.join('\n')}\n`),
  };
};

/** Writes a tree from entries in the order of their paths; at most one range of them is held at once. */
export const writeTree = async (
  sorted: AsyncIterable<TreeEntry> | Iterable<TreeEntry>,
  put: Put,
): Promise<{ readonly id: ObjectId; readonly tree: Tree }> => {
  const ranges: TreeRange[] = [];
  let [files, bytes, entries] = [0, 0, 0];
  let open: TreeEntry[] = [];
  let before: string | undefined;
  for await (const entry of sorted) {
    invariant(before === undefined || orderTexts(before, entry.path) < 0, `${entry.path} is out of order`);
    before = entry.path;
    entries += 1;
    if (entry.kind === 'file') {
      files += 1;
      bytes += entry.bytes;
    }
    open.push(entry);
    if (!endsRange(entry.path) && open.length < most) continue;
    ranges.push(await rangeOf(open, put));
    open = [];
  }
  if (open.length > 0) ranges.push(await rangeOf(open, put));
  const tree: Tree = { schema: 'assay.tree/v1', files, bytes, entries, ranges };
  return { id: await put(`${canonicalJson(tree)}\n`), tree };
};
