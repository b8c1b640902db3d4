import type { CellText, PairCounts, Survey, SurveyedColumn, TextRow } from './survey.ts';

/** Rows by pairs of values; rows without a determinant are left out. */
export const pairCounts = (rows: readonly TextRow[], determinant: string, dependent: string): PairCounts => {
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
  return {
    rows: rows.length,
    columns: columns.map((column) => ({ ...column, ...counted(rows, column.name) })),
    pair: (determinant, dependent) => {
      const key = JSON.stringify([determinant, dependent]);
      const known = pairs.get(key) ?? pairCounts(rows, determinant, dependent);
      pairs.set(key, known);
      return known;
    },
    whole: rows,
  };
};
