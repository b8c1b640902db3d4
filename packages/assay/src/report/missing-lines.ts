import { countOf } from '../domain/count-of.ts';
import { bunchOf, bunchPlace } from '../domain/missing-bunch.ts';
import type { MissingMap } from '../domain/missing-map.ts';
import { oneLine } from './neutral.ts';
import { cutTo } from './width.ts';

const mostPlaces = 3;
const mostNames = 4;

const named = (names: readonly string[]): string => {
  const shown = names.slice(0, mostNames).map((name) => oneLine(name));
  const left = names.length - shown.length;
  return [...shown, ...(left > 0 ? [countOf(left, 'more column')] : [])].join(', ');
};

/** Where in the rows columns miss nearly all that they miss, a line a place; nothing where it is all over the rows. */
export const missingLines = (
  map: MissingMap | undefined,
  { width }: { readonly width?: number },
): readonly string[] => {
  if (map === undefined || 'unknown' in map) return [];
  const places = Map.groupBy(
    map.columns.flatMap(({ name, missing }) => {
      const bunch = bunchOf(missing, map.rows);
      return bunch === undefined ? [] : [{ name, place: bunchPlace(map, bunch) }];
    }),
    ({ place }) => place,
  );
  const lines = [...places]
    .slice(0, mostPlaces)
    .map(([place, own]) => `missing ${place}: ${named(own.map(({ name }) => name))}`);
  return lines.length === 0
    ? []
    : ['', ...lines.map((line) => (width === undefined ? line : cutTo(line, width)))];
};
