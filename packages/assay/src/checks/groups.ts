import { z } from 'zod';
import { type Cell, cellText } from '../domain/cell.ts';

/** `per: sensor_id`, or a list: the rule is judged for each group of rows with equal values there. */
export const perParam = z
  .union([z.string().transform((name) => [name]), z.array(z.string()).min(1)])
  .optional();

/** A group as people name it: "sensor 7" for `{sensor_id: 7}`. */
export const groupText = (per: readonly string[], key: readonly Cell[]): string =>
  per
    .map(
      (name, index) => `${name.replace(/(?<=.)_?(id|Id|ID)$/, '') || name} ${cellText(key[index] ?? null)}`,
    )
    .join(', ');

/** "sensor 7: " in front of a message about one group; nothing without groups. */
export const groupPrefix = (per: readonly string[], key: readonly Cell[]): string =>
  per.length === 0 ? '' : `${groupText(per, key)}: `;

/** A group's key as evidence. */
export const groupEvidence = (per: readonly string[], key: readonly Cell[]): Readonly<Record<string, Cell>> =>
  Object.fromEntries(per.map((name, index) => [name, key[index] ?? null]));
