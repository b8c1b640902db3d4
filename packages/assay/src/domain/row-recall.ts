import { z } from 'zod';
import { countOf } from './count-of.ts';
import { listed } from './listed.ts';

const count = z.int().min(0);
const place = { version: z.string() };

/** Whether a version holds rows that fulfil a condition; where nobody can tell, it is unknown, and counts as one that may. */
export const heldRowsSchema = z.discriminatedUnion('holds', [
  z.strictObject({
    ...place,
    holds: z.literal('yes'),
    rows: count,
    of: count,
    unread: count.exactOptional(),
  }),
  z.strictObject({ ...place, holds: z.literal('no'), of: count }),
  z.strictObject({ ...place, holds: z.literal('unknown'), reason: z.string() }),
]);
export type HeldRows = z.infer<typeof heldRowsSchema>;

/** Which versions of a name hold rows that fulfil a condition. */
export const rowRecallSchema = z.strictObject({
  /** A rule expression. */
  where: z.string(),
  /** The newest first. */
  versions: z.array(heldRowsSchema),
});
export type RowRecall = z.infer<typeof rowRecallSchema>;

/** What was counted in a table. */
export interface CountedRows {
  readonly rows: number;
  readonly of: number;
  /** Rows of which nobody can tell, since a cell that the condition reads is not what its column holds. */
  readonly unread: number;
  /** Lines that are no rows. */
  readonly lines: number;
}

/** Whether a version holds such rows, by what was counted. */
export const heldRowsOf = (version: string, { rows, of, unread, lines }: CountedRows): HeldRows => {
  if (rows > 0) return { version, holds: 'yes', rows, of, ...(unread === 0 ? {} : { unread }) };
  if (unread + lines === 0) return { version, holds: 'no', of };
  const doubts = [
    ...(unread === 0 ? [] : [`${countOf(unread, 'row')} with cells that do not cast`]),
    ...(lines === 0 ? [] : [`${countOf(lines, 'line')} that cannot be read`]),
  ];
  return { version, holds: 'unknown', reason: `${listed(doubts)}; of the others none is so` };
};
