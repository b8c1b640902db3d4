import { z } from 'zod';
import { objectIdSchema } from './object-id.ts';
import { closed } from './objections.ts';

/** Below the root of a tree, with `/` between the names; of a single file, its name. It leads nowhere else. */
const path = z
  .string()
  .regex(/^[^/\0]+(\/[^/\0]+)*\/?$/)
  .refine((given) => !given.split('/').some((name) => name === '.' || name === '..'));
const count = z.int().min(0);

const fileEntrySchema = closed({
  path,
  kind: z.literal('file'),
  id: objectIdSchema,
  bytes: count,
  executable: z.literal(true).exactOptional(),
});

/** A link is kept as one, and what it leads to is not looked at. */
const linkEntrySchema = closed({ path, kind: z.literal('link'), to: z.string() });

/** Only of folders that hold nothing: the others are in the paths of their files. The path ends with `/`. */
const folderEntrySchema = closed({ path, kind: z.literal('folder') });

export const treeEntrySchema = z.discriminatedUnion('kind', [
  fileEntrySchema,
  linkEntrySchema,
  folderEntrySchema,
]);
export type TreeEntry = z.infer<typeof treeEntrySchema>;
export type FileEntry = z.infer<typeof fileEntrySchema>;

/** A run of entries in the order of their paths, which an object holds: one entry a line. */
export const treeRangeSchema = closed({
  first: path,
  last: path,
  entries: z.int().min(1),
  id: objectIdSchema,
});
export type TreeRange = z.infer<typeof treeRangeSchema>;

/**
 * All files, links and empty folders of a version, in the order of their paths by code point, cut into ranges where the paths say so: of two
 * versions the ranges between which nothing changed are the same objects.
 */
export const treeSchema = closed({
  schema: z.literal('assay.tree/v1'),
  files: count,
  bytes: count,
  entries: count,
  ranges: z.array(treeRangeSchema),
});
export type Tree = z.infer<typeof treeSchema>;

/** Written before the entries of a range, on a line of its own. */
export const rangeHeader = '{"schema":"assay.tree-range/v1"}';

/** An entry as a line of its range: canonical JSON, written directly since trees have many. */
export const entryLine = (entry: TreeEntry): string => {
  if (entry.kind === 'link')
    return `{"kind":"link","path":${JSON.stringify(entry.path)},"to":${JSON.stringify(entry.to)}}`;
  if (entry.kind === 'folder') return `{"kind":"folder","path":${JSON.stringify(entry.path)}}`;
  const { bytes, executable, id, path } = entry;
  return `{"bytes":${bytes},${executable === true ? '"executable":true,' : ''}"id":"${id}","kind":"file","path":${JSON.stringify(path)}}`;
};
