import type { Column } from './column.ts';

/** Finds a column by its name, or by its only match when case is ignored. */
export const findColumn = (columns: readonly Column[], name: string): Column | undefined => {
  const exact = columns.find((column) => column.name === name);
  if (exact !== undefined) return exact;
  const loose = columns.filter((column) => column.name.toLowerCase() === name.toLowerCase());
  return loose.length === 1 ? loose[0] : undefined;
};
