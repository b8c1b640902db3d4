import type { Dialect, Renderer } from '../sql/dialect.ts';

/** A function that is called by its name with its arguments. */
const called =
  (name: string): Renderer =>
  (...args) =>
    `${name}(${args.join(', ')})`;

/** What every engine writes alike and means alike: dialects start from these and add their own. */
export const commonFunctions = {
  abs: called('abs'),
  floor: called('floor'),
  ceil: called('ceil'),
  sign: called('sign'),
  least: called('least'),
  greatest: called('greatest'),
  coalesce: called('coalesce'),
  nullIf: called('nullif'),
  length: called('length'),
  startsWith: called('starts_with'),
  substring: called('substring'),
  concat: (...args) => `(${args.join(' || ')})`,
  collapseSpace: (x) => `regexp_replace(${x}, '[ \\t\\n\\r]+', ' ', 'g')`,
  moduloDouble: (x, y) => `(${x} - ${y} * trunc(${x} / NULLIF(${y}, 0)))`,
  daysBetween: (later, earlier) =>
    `CASE WHEN isfinite(${later}) AND isfinite(${earlier}) THEN ${later} - ${earlier} END`,
  itemsOf: called('unnest'),
} as const satisfies Partial<Dialect['functions']>;

export const commonAggregates = {
  count: called('count'),
  countAll: () => 'count(*)',
  min: called('min'),
  max: called('max'),
  countDistinct: (x) => `count(DISTINCT ${x})`,
  boolAnd: called('bool_and'),
  boolOr: called('bool_or'),
} as const satisfies Partial<Dialect['aggregates']>;

export const commonWindows = {
  lag: called('lag'),
  lead: called('lead'),
  rowNumber: called('row_number'),
  count: (x = '*') => `count(${x})`,
  min: called('min'),
  max: called('max'),
} as const satisfies Partial<Dialect['windows']>;
