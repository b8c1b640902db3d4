import { z } from 'zod';
import { stageMoveSchema } from './stage-moves.ts';

const count = z.int().min(0);

/** What was carried over. */
const carried = { objects: count, bytes: count };
export type Carried = { readonly [K in keyof typeof carried]: number };

/** What `assay push --json` prints. */
export const pushedSchema = z.strictObject({
  schema: z.literal('assay.pushed/v1'),
  remote: z.string(),
  /** Names of which there was something to tell. */
  names: z.array(
    z.strictObject({
      name: z.string(),
      /** Numbers of versions. */
      versions: z.array(z.int()),
      /** What else was told: gates, approvals, moves of stages, tags. */
      others: count,
    }),
  ),
  ...carried,
  seconds: z.number(),
});
export type Pushed = z.infer<typeof pushedSchema>;
export type PushedName = Pushed['names'][number];

/** What became of one name in a pull. */
const pulledNameSchema = z.strictObject({
  name: z.string(),
  versions: z.array(z.int()),
  others: count,
  /** Versions of this project that were not pushed, and have other numbers now. */
  renumbered: z.array(z.strictObject({ before: z.int(), after: z.int() })),
  /** What was done here and not pushed, when it was done otherwise on the remote: that holds. */
  outrun: z.array(
    z.union([stageMoveSchema, z.strictObject({ alias: z.string(), number: z.int().nullable() })]),
  ),
  /** What the remote says and this catalog does not accept. */
  refused: z.array(z.strictObject({ what: z.string(), because: z.array(z.string()) })),
});
export type PulledName = z.infer<typeof pulledNameSchema>;

/** What `assay pull --json` prints. */
export const pulledSchema = z.strictObject({
  schema: z.literal('assay.pulled/v1'),
  remote: z.string(),
  names: z.array(pulledNameSchema),
  ...carried,
  seconds: z.number(),
});
export type Pulled = z.infer<typeof pulledSchema>;
