import { z } from 'zod';
import { closed } from '../shape.ts';
import { authoritativeDefinitions, customProperties, list, stableId, tags, text } from './common.ts';
import { isDateTime } from './formats.ts';
import { roles } from './people.ts';

const support = z.array(
  closed({
    id: stableId.exactOptional(),
    channel: text,
    url: text.exactOptional(),
    description: text.exactOptional(),
    tool: text.exactOptional(),
    scope: text.exactOptional(),
    invitationUrl: text.exactOptional(),
    customProperties: customProperties.exactOptional(),
  }),
);

const price = closed({
  id: stableId.exactOptional(),
  priceAmount: z.number().exactOptional(),
  priceCurrency: text.exactOptional(),
  priceUnit: text.exactOptional(),
});

/** The published schema leaves this one map open. */
const description = z.looseObject({
  usage: text.exactOptional(),
  purpose: text.exactOptional(),
  limitations: text.exactOptional(),
  authoritativeDefinitions: authoritativeDefinitions.exactOptional(),
  customProperties: customProperties.exactOptional(),
});

/** Versions of the standard: 3.1 is read, 3.0 converted, 2.2 refused. */
export const apiVersions = ['v3.1.0', 'v3.0.2', 'v3.0.1', 'v3.0.0', 'v2.2.2', 'v2.2.1', 'v2.2.0'] as const;

/** The top level of a contract. Lists whose items have a file of their own are read there. */
export const documentShape = closed({
  version: text,
  kind: z.enum(['DataContract']),
  apiVersion: z.enum(apiVersions),
  id: text,
  status: text,
  name: text.exactOptional(),
  tenant: text.exactOptional(),
  tags: tags.exactOptional(),
  servers: list.exactOptional(),
  dataProduct: text.exactOptional(),
  description: description.exactOptional(),
  domain: text.exactOptional(),
  schema: list.exactOptional(),
  support: support.exactOptional(),
  price: price.exactOptional(),
  team: z.unknown().exactOptional(),
  roles: roles.exactOptional(),
  slaDefaultElement: text.exactOptional(),
  slaProperties: list.exactOptional(),
  authoritativeDefinitions: authoritativeDefinitions.exactOptional(),
  customProperties: customProperties.exactOptional(),
  contractCreatedTs: text.refine(isDateTime, 'a time such as 2026-02-28T10:00:00Z is needed').exactOptional(),
});
