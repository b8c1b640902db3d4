import type { CellText, Survey, TextRow } from './survey.ts';

/** Why a cell may be wrong. */
export interface Finding {
  /** The chance that the cell is wrong, of this reason alone. */
  readonly chance: number;
  readonly reason: string;
  /** What it more likely is. */
  readonly suggestion?: string;
  /** The chance that the cell is right whatever else is said against it; such a finding has the chance 0. */
  readonly defence?: number;
  /** The other column whose value the cell holds; where that is confidential the value is not shown. */
  readonly home?: string;
}

/** Rows that are worth reading: those in which a column holds one of these values, where another one holds one of those. */
export interface Clue {
  readonly column: string;
  readonly values: ReadonlySet<CellText>;
  readonly given?: { readonly column: string; readonly values: ReadonlySet<string> };
}

/** What a kind of error can say of the rows of one table. */
export interface Suspicions {
  /** Every row with a cell to suspect fits one of them. */
  readonly clues: readonly Clue[];
  /** Judges one cell of a row. */
  readonly judge: (row: TextRow, column: string) => Finding | undefined;
}

/** One way in which a cell can be wrong. */
export interface Suspect {
  readonly id: string;
  readonly summary: string;
  /** How a cell is found, and what its chance is made of. */
  readonly definition: string;
  readonly find: (survey: Survey) => Suspicions;
}

export const defineSuspect = (suspect: Suspect): Suspect => suspect;

/** Suspicions of values that are the same in every row. */
export const ofValues = (found: ReadonlyMap<string, ReadonlyMap<string, Finding>>): Suspicions => ({
  clues: [...found].map(([column, findings]) => ({ column, values: new Set(findings.keys()) })),
  judge: (row, column) => {
    const value = row.get(column);
    return typeof value === 'string' ? found.get(column)?.get(value) : undefined;
  },
});

/** Findings by column and value; columns of which the values are not held have none. */
export const findByValue = (
  survey: Survey,
  look: (
    values: ReadonlyMap<string, number>,
    column: Survey['columns'][number],
  ) => ReadonlyMap<string, Finding>,
): Suspicions =>
  ofValues(
    new Map(
      survey.columns.flatMap((column) =>
        column.values === undefined ? [] : [[column.name, look(column.values, column)] as const],
      ),
    ),
  );
