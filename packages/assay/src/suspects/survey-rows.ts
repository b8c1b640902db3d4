import { groupSpread } from './group-spread.ts';
import type { CellText, NumberSpread, PairCounts, Survey, SurveyedColumn, TextRow } from './survey.ts';

/** Names two columns of a survey in their order. */
export const pairKey = (left: string, right: string): string => JSON.stringify([left, right]);

/** Rows by pairs of values; rows without a determinant are left out. */
const pairCounts = (rows: readonly TextRow[], determinant: string, dependent: string): PairCounts => {
  const pairs = new Map<string, Map<CellText, number>>();
  for (const row of rows) {
    const given = row.get(determinant) ?? null;
    if (given === null) continue;
    const value = row.get(dependent) ?? null;
    let group = pairs.get(given);
    if (group === undefined) {
      group = new Map();
      pairs.set(given, group);
    }
    group.set(value, (group.get(value) ?? 0) + 1);
  }
  return pairs;
};

const counted = (rows: readonly TextRow[], column: string): Pick<SurveyedColumn, 'nulls' | 'values'> => {
  const values = new Map<string, number>();
  let nulls = 0;
  for (const row of rows) {
    const value = row.get(column) ?? null;
    if (value === null) nulls += 1;
    else values.set(value, (values.get(value) ?? 0) + 1);
  }
  return { nulls, values };
};

/** The survey of rows that are at hand. */
export const surveyRows = (
  rows: readonly TextRow[],
  columns: readonly Pick<SurveyedColumn, 'name' | 'kind' | 'spread'>[],
): Survey => {
  const pairs = new Map<string, PairCounts>();
  const pair = (determinant: string, dependent: string): PairCounts => {
    const key = pairKey(determinant, dependent);
    const known = pairs.get(key) ?? pairCounts(rows, determinant, dependent);
    pairs.set(key, known);
    return known;
  };
  return {
    rows: rows.length,
    columns: columns.map((column) => ({ ...column, ...counted(rows, column.name) })),
    pair,
    within: (group, column) =>
      new Map(
        [...pair(group, column)].flatMap(([given, counts]): readonly (readonly [string, NumberSpread])[] => {
          const spread = groupSpread(counts);
          return spread === undefined ? [] : [[given, spread]];
        }),
      ),
    whole: rows,
  };
};
