import type { KnownFile } from '../../domain/known-file.ts';
import { orderTexts } from '../../domain/order-texts.ts';

/** What is known of files, where it is kept. */
export interface KnownSource {
  readonly after: (root: string, path: string, limit: number) => Promise<readonly KnownFile[]>;
  readonly write: (root: string, files: readonly KnownFile[], gone: readonly string[]) => Promise<void>;
}

export const nothingKnown: KnownSource = { after: async () => [], write: async () => undefined };

/** Walks what is known of a folder beside the files that are there, both in the order of their paths. */
export interface KnownCursor {
  /** What is known of this path; paths must be asked for in their order. */
  readonly at: (path: string) => Promise<KnownFile | undefined>;
  /** Known paths that were passed by, since no file is there any more. */
  readonly takeGone: () => readonly string[];
  /** Passes by all that are left. */
  readonly end: () => Promise<void>;
}

const pageSize = 4096;

export const knownCursor = (source: KnownSource, root: string): KnownCursor => {
  let page: readonly KnownFile[] = [];
  let at = 0;
  let isLast = false;
  let gone: string[] = [];
  const current = async (): Promise<KnownFile | undefined> => {
    if (at >= page.length && !isLast) {
      page = await source.after(root, page.at(-1)?.path ?? '', pageSize);
      isLast = page.length < pageSize;
      at = 0;
    }
    return page[at];
  };
  return {
    at: async (path) => {
      for (let known = await current(); known !== undefined; known = await current()) {
        const order = orderTexts(known.path, path);
        if (order > 0) return undefined;
        at += 1;
        if (order === 0) return known;
        gone.push(known.path);
      }
      return undefined;
    },
    takeGone: () => {
      const taken = gone;
      gone = [];
      return taken;
    },
    end: async () => {
      for (let known = await current(); known !== undefined; known = await current()) {
        at += 1;
        gone.push(known.path);
      }
    },
  };
};
