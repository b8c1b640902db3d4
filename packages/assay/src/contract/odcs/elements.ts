import { z } from 'zod';
import { closed } from '../shape.ts';
import {
  authoritativeDefinitions,
  customProperties,
  flag,
  list,
  stableId,
  tags,
  text,
  wholeNumber,
} from './common.ts';
import { logicalTypes } from './options.ts';

const element = {
  id: stableId.exactOptional(),
  physicalName: text.exactOptional(),
  physicalType: text.exactOptional(),
  description: text.exactOptional(),
  businessName: text.exactOptional(),
  authoritativeDefinitions: authoritativeDefinitions.exactOptional(),
  tags: tags.exactOptional(),
  customProperties: customProperties.exactOptional(),
  properties: list.exactOptional(),
  quality: list.exactOptional(),
  relationships: list.exactOptional(),
};

/** One entry of `schema`: a table, view, topic or file. */
export const objectShape = closed({
  ...element,
  name: text,
  logicalType: z.enum(['object']).exactOptional(),
  dataGranularityDescription: text.exactOptional(),
});

/** The items of a list: a property whose name may be left out. */
export const itemsShape = closed({
  ...element,
  name: text.exactOptional(),
  logicalType: z.enum(logicalTypes).exactOptional(),
  logicalTypeOptions: z.record(z.string(), z.unknown()).exactOptional(),
  required: flag.exactOptional(),
  unique: flag.exactOptional(),
  primaryKey: flag.exactOptional(),
  primaryKeyPosition: wholeNumber.exactOptional(),
  partitioned: flag.exactOptional(),
  partitionKeyPosition: wholeNumber.exactOptional(),
  classification: text.exactOptional(),
  encryptedName: text.exactOptional(),
  transformSourceObjects: z.array(text).exactOptional(),
  transformLogic: text.exactOptional(),
  transformDescription: text.exactOptional(),
  examples: list.exactOptional(),
  criticalDataElement: flag.exactOptional(),
  items: z.unknown().exactOptional(),
});

/** A column, or a part of one. */
export const propertyShape = closed({ ...itemsShape.shape, name: text });
