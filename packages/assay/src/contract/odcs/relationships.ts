import { z } from 'zod';
import { closed } from '../shape.ts';
import { customProperties, text } from './common.ts';

const reference = z.union(
  [text, z.array(text).min(1, 'a list of at least one reference is needed')],
  'a reference, or a list of references, is needed',
);

const base = {
  type: z.enum(['foreignKey']).exactOptional(),
  to: reference,
  customProperties: customProperties.exactOptional(),
  /** Only in the prose of the standard. */
  description: z.unknown().exactOptional(),
};

export const objectRelationship = closed({ ...base, from: reference });
export const propertyRelationship = closed(base);
