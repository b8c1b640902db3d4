import type { Cell } from './cell.ts';

/** Milliseconds since 1970 of a date or timestamp cell (zone-less ones are read as UTC); undefined for others. */
export const millisOf = (cell: Cell): number | undefined => {
  if (typeof cell !== 'object' || cell === null) return undefined;
  if (cell.type !== 'date' && cell.type !== 'timestamp') return undefined;
  const text = cell.type === 'date' || cell.value.endsWith('Z') ? cell.value : `${cell.value}Z`;
  const millis = Date.parse(text);
  return Number.isNaN(millis) ? undefined : millis;
};
