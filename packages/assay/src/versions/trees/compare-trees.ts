import { orderTexts } from '../../domain/order-texts.ts';
import { entryLine, type Tree, type TreeEntry, type TreeRange } from '../../domain/tree.ts';
import { type Get, readRange } from './read-tree.ts';

/** What became of a path. */
export interface PathChange {
  readonly path: string;
  readonly before?: TreeEntry;
  readonly after?: TreeEntry;
}

/** Ranges that only one of two trees has: the others hold the same entries, whatever lies around them. */
const own = (ranges: readonly TreeRange[], others: readonly TreeRange[]): readonly TreeRange[] => {
  const shared = new Set(others.map(({ id }) => id));
  return ranges.filter(({ id }) => !shared.has(id));
};

async function* entriesIn(ranges: readonly TreeRange[], get: Get): AsyncGenerator<TreeEntry> {
  for (const range of ranges) yield* await readRange(range, get);
}

const next = async (entries: AsyncGenerator<TreeEntry>): Promise<TreeEntry | undefined> => {
  const found = await entries.next();
  return found.done === true ? undefined : found.value;
};

/** What differs between two trees, in the order of the paths. Ranges that both have are not read: the work is that of the change. */
export async function* compareTrees(before: Tree, after: Tree, get: Get): AsyncGenerator<PathChange> {
  const left = entriesIn(own(before.ranges, after.ranges), get);
  const right = entriesIn(own(after.ranges, before.ranges), get);
  let [old, now] = [await next(left), await next(right)];
  while (old !== undefined || now !== undefined) {
    const order = old === undefined ? 1 : now === undefined ? -1 : orderTexts(old.path, now.path);
    if (order < 0 && old !== undefined) {
      yield { path: old.path, before: old };
      old = await next(left);
    } else if (order > 0 && now !== undefined) {
      yield { path: now.path, after: now };
      now = await next(right);
    } else if (old !== undefined && now !== undefined) {
      if (entryLine(old) !== entryLine(now)) yield { path: old.path, before: old, after: now };
      [old, now] = [await next(left), await next(right)];
    }
  }
}
