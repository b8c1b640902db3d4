import { z } from 'zod';
import { closed } from '../shape.ts';
import { authoritativeDefinitions, customProperties, stableId, tags, text } from './common.ts';
import { isDate } from './formats.ts';

const day = text.refine(isDate, 'a day such as 2026-02-28 is needed');

/** Somebody of the team that owns the data. */
export const teamMember = closed({
  id: stableId.exactOptional(),
  username: text,
  name: text.exactOptional(),
  description: text.exactOptional(),
  role: text.exactOptional(),
  dateIn: day.exactOptional(),
  dateOut: day.exactOptional(),
  replacedByUsername: text.exactOptional(),
  tags: tags.exactOptional(),
  customProperties: customProperties.exactOptional(),
  authoritativeDefinitions: authoritativeDefinitions.exactOptional(),
});

export const team = closed({
  id: stableId.exactOptional(),
  name: text.exactOptional(),
  description: text.exactOptional(),
  members: z.array(teamMember).exactOptional(),
  tags: tags.exactOptional(),
  customProperties: customProperties.exactOptional(),
  authoritativeDefinitions: authoritativeDefinitions.exactOptional(),
});

/** Who may do what with the data. */
export const roles = z.array(
  closed({
    id: stableId.exactOptional(),
    role: text,
    description: text.exactOptional(),
    access: text.exactOptional(),
    firstLevelApprovers: text.exactOptional(),
    secondLevelApprovers: text.exactOptional(),
    customProperties: customProperties.exactOptional(),
  }),
);
