import type { AuditAnchor, AuditBreak, AuditEntry } from '../../domain/audit.ts';
import { countOf } from '../../domain/count-of.ts';
import type { ObjectId } from '../../domain/object-id.ts';
import { auditRows, beginningOf, entryOf, hashOf } from '../audit.ts';
import type { Store } from '../store.ts';

/** How far the audit was followed. */
interface Followed {
  readonly anchor: AuditAnchor;
  readonly seq: number;
}

const brokenAt = (entry: number, what: string): { readonly broken: AuditBreak } => ({
  broken: { entry, what },
});

export interface FollowOptions {
  /** Where the audit ended once. */
  readonly anchor?: AuditAnchor | undefined;
  /** Begins after what was followed before. */
  readonly after?: Followed | undefined;
  /** Sees each entry in its order; says where it is none that Assay writes. */
  readonly onEntry?: (entry: AuditEntry, number: number) => string | undefined;
}

/** Follows the audit from its beginning: where it ends, and the first entry that is not as it was written. */
export const followAudit = async (
  store: Store,
  { anchor, after, onEntry }: FollowOptions,
): Promise<Followed & { readonly broken?: AuditBreak }> => {
  let [entries, head, seq] = [after?.anchor.entries ?? 0, after?.anchor.head ?? null, after?.seq ?? 0];
  let previous = head ?? (await beginningOf(store, after === undefined ? onEntry : undefined));
  for await (const row of auditRows(store, true, seq)) {
    const ended = { anchor: { entries, head }, seq };
    const entry = entryOf(row);
    const hash: ObjectId = hashOf({ previous, entry });
    entries += 1;
    if (row.previous !== previous)
      return {
        ...ended,
        ...brokenAt(
          entries,
          'it does not follow the entry before it: one was taken out, put in, moved, or changed',
        ),
      };
    if (row.hash !== hash) return { ...ended, ...brokenAt(entries, 'it is not as it was written') };
    [head, previous, seq] = [hash, hash, Number(row.seq)];
    const here = { anchor: { entries, head }, seq };
    if (anchor?.entries === entries && anchor.head !== hash)
      return {
        ...here,
        ...brokenAt(entries, 'it is another than the one that was anchored: the audit was made anew'),
      };
    const foreign = onEntry?.(entry, entries);
    if (foreign !== undefined) return { ...here, ...brokenAt(entries, foreign) };
  }
  const here = { anchor: { entries, head }, seq };
  return anchor !== undefined && anchor.entries > entries
    ? {
        ...here,
        ...brokenAt(entries + 1, `${countOf(anchor.entries - entries, 'entry', 'entries')} at the end gone`),
      }
    : here;
};
