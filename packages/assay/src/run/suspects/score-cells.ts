import type { SuspectCell } from '../../domain/suspects.ts';
import { combined } from '../../suspects/combine.ts';
import type { Finding, Suspicions } from '../../suspects/suspect.ts';
import type { NumberedRow } from './text-table.ts';

/** The suspicions of one kind, by its id. */
export type Suspected = readonly (readonly [suspect: string, suspicions: Suspicions])[];

export interface ColumnCount {
  readonly name: string;
  readonly confidential: boolean;
  readonly found: number;
  readonly suspects: Readonly<Record<string, number>>;
}

export interface Scored {
  readonly found: number;
  readonly cells: readonly SuspectCell[];
  readonly columns: readonly ColumnCount[];
}

export interface ScoreOptions {
  readonly threshold: number;
  readonly most: number;
  readonly confidential: (column: string) => boolean;
  /** True of a text that a confidential column holds, and the column it stands in rarely. */
  readonly secret: (column: string, text: string) => boolean;
  /** The column that names each row. */
  readonly key?: string;
}

type Named = Finding & { readonly suspect: string };

const findingsOf = (suspected: Suspected, { texts }: NumberedRow, column: string): readonly Named[] =>
  suspected.flatMap(([suspect, { judge }]) => {
    const finding = judge(texts, column);
    return finding === undefined ? [] : [{ ...finding, suspect }];
  });

const cellOf = (
  { row, texts }: NumberedRow,
  column: string,
  findings: readonly Named[],
  { confidential, secret, key }: ScoreOptions,
): SuspectCell => {
  const ranked = findings.toSorted((left, right) => right.chance - left.chance);
  const against = ranked.filter(({ chance }) => chance > 0);
  const named = key === undefined ? undefined : (texts.get(key) ?? undefined);
  const value = texts.get(column) ?? null;
  const hidden =
    ranked.some(({ home }) => home !== undefined && confidential(home)) ||
    (value !== null && secret(column, value));
  const suggestion = ranked.find((one) => one.suggestion !== undefined)?.suggestion;
  return {
    ...(row === undefined ? {} : { row }),
    ...(key === undefined || named === undefined ? {} : { key: { column: key, value: named } }),
    column,
    ...(hidden ? {} : { value }),
    ...(hidden || suggestion === undefined || secret(column, suggestion) ? {} : { suggestion }),
    score: combined(findings),
    reasons: against.map(({ suspect, chance, reason }) => ({ suspect, chance, reason })),
  };
};

const byScore = (left: SuspectCell, right: SuspectCell): number =>
  right.score - left.score || (left.row ?? 0) - (right.row ?? 0);

/** Scores the cells of rows and keeps the most suspicious ones; of confidential columns only their number. */
export const scoreCells = (
  rows: readonly NumberedRow[],
  columns: readonly string[],
  suspected: Suspected,
  options: ScoreOptions,
): Scored => {
  const { threshold, most, confidential } = options;
  let cells: SuspectCell[] = [];
  const counts = new Map(columns.map((name) => [name, new Map<string, number>()]));
  for (const row of rows) {
    for (const column of columns) {
      const findings = findingsOf(suspected, row, column);
      if (combined(findings) < threshold) continue;
      const cell = cellOf(row, column, findings, options);
      const first = cell.reasons[0]?.suspect ?? '';
      const own = counts.get(column);
      own?.set(first, (own.get(first) ?? 0) + 1);
      if (!confidential(column)) cells.push(cell);
    }
    if (cells.length > 2 * most + 1000) cells = cells.toSorted(byScore).slice(0, most);
  }
  const counted = [...counts].map(([name, suspects]) => ({
    name,
    confidential: confidential(name),
    found: [...suspects.values()].reduce((sum, count) => sum + count, 0),
    suspects: Object.fromEntries(suspects),
  }));
  return {
    found: counted.reduce((sum, { found }) => sum + found, 0),
    cells: cells.toSorted(byScore).slice(0, most),
    columns: counted.filter(({ found }) => found > 0),
  };
};
