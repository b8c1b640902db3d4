import { z } from 'zod';
import { closed } from '../shape.ts';
import { stableId, text } from './common.ts';

const scalar = z.union(
  [text, z.number(), z.boolean(), z.null()],
  'a single value is needed, not a list or map',
);

/** One entry of `slaProperties`. */
export const slaShape = closed({
  id: stableId.exactOptional(),
  property: text,
  value: scalar,
  valueExt: scalar.exactOptional(),
  unit: text.exactOptional(),
  element: text.exactOptional(),
  driver: text.exactOptional(),
  description: text.exactOptional(),
  scheduler: text.exactOptional(),
  schedule: text.exactOptional(),
});
export type SlaKeys = z.output<typeof slaShape>;
