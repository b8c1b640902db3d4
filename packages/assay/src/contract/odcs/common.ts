import { z } from 'zod';
import { closed } from '../shape.ts';
import { isUri } from './formats.ts';

export const text = z.string();
export const flag = z.boolean();
export const wholeNumber = z.number().refine(Number.isInteger, 'a whole number is needed');
export const uri = text.refine(isUri, 'an absolute address such as s3://bucket/path is needed');
export const list = z.array(z.unknown());

/** An `id`: unique in its list, made of letters, digits, `_` and `-`. */
export const stableId = text.regex(/^[A-Za-z0-9_-]+$/, 'an id holds letters, digits, _ and - only');

export const tags = z.array(text);

export const customProperties = z.array(
  closed({
    id: stableId.exactOptional(),
    property: text,
    value: z.unknown(),
    description: text.exactOptional(),
  }),
);

export const authoritativeDefinitions = z.array(
  closed({
    id: stableId.exactOptional(),
    url: text,
    type: text,
    description: text.exactOptional(),
  }),
);

export type CustomProperties = z.output<typeof customProperties>;

/** Custom properties by name; of a name written twice the last counts (`distinctIds` notes it). */
export const customByName = (properties: CustomProperties = []): Readonly<Record<string, unknown>> =>
  Object.fromEntries(properties.map(({ property, value }) => [property, value]));
