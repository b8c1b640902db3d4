import type { Catalog } from '../../catalog/catalog.ts';
import type { AuditAnchor } from '../../domain/audit.ts';
import { readProject } from '../../project/project.ts';
import { remoteFolderIn } from '../../project/remote-folder.ts';
import { type FolderRemote, isRemote, openRemote } from '../../versions/remote/folder-remote.ts';
import { namesOn, newsOf } from '../../versions/remote/journal.ts';
import { withRemote } from './from-remote.ts';

/** What the remote of a project knows of its audit. */
export type ToldAnchor =
  | { readonly remote: 'none' | 'away' }
  | { readonly remote: 'followed'; readonly anchor?: AuditAnchor };

const longest = (anchors: readonly AuditAnchor[]): AuditAnchor | undefined =>
  anchors.toSorted((one, other) => other.entries - one.entries)[0];

/** Where the audit of a catalog ended when it pushed last: each entry of a journal says that of whoever wrote it. */
const anchorOn = (remote: FolderRemote, catalogId: string): AuditAnchor | undefined =>
  longest(
    namesOn(remote).flatMap((name) => {
      const last = newsOf(remote, name, { seq: 0, id: null }).findLast(
        ({ entry: { by } }) => by.catalog === catalogId,
      );
      return last === undefined ? [] : [last.entry.by.audit];
    }),
  );

/** Asks the remote where the audit of this catalog ended; `away` where it is not there now, or was not begun. */
export const toldAnchor = async (folder: string, catalog: Catalog): Promise<ToldAnchor> => {
  const place = remoteFolderIn(readProject(folder, { env: process.env, vars: {} }));
  if (place === undefined) return { remote: 'none' };
  if (!isRemote(place)) return { remote: 'away' };
  const catalogId = await catalog.remotes.ownId();
  const anchor = await withRemote(place, async () => anchorOn(openRemote(place), catalogId));
  return { remote: 'followed', ...(anchor === undefined ? {} : { anchor }) };
};
