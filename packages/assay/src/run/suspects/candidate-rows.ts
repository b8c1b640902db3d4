import type { QueryOptions, Session } from '../../engines/engine.ts';
import { countIn } from '../../metrics/read-row.ts';
import { type Expr, isIn, isNull, or } from '../../sql/expression.ts';
import type { CellText } from '../../suspects/survey.ts';
import type { Suspicions } from '../../suspects/suspect.ts';
import type { NumberedRow } from './survey-table.ts';
import { rowNumber, type TextTable, textRow } from './text-table.ts';

/** So many rows with something to judge are read, and so many values looked for. */
export const mostCandidates = 100_000;
const mostValues = 20_000;

export interface Candidates {
  readonly rows: readonly NumberedRow[];
  /** False where there may be more. */
  readonly complete: boolean;
}

/** The rows of a large table that hold a value which is suspected somewhere. */
export const candidateRows = async (
  session: Session,
  table: TextTable,
  suspicions: readonly Suspicions[],
  options: QueryOptions,
): Promise<Candidates> => {
  let left = mostValues;
  let complete = true;
  const holds = table.columns.flatMap(({ name }): readonly Expr[] => {
    const wanted = new Set<CellText>(suspicions.flatMap(({ values }) => [...(values.get(name) ?? [])]));
    const text = table.text(name);
    const all = [...wanted].filter((value) => value !== null);
    const texts = all.slice(0, left);
    complete &&= texts.length === all.length;
    left -= texts.length;
    return [...(wanted.has(null) ? [isNull(text)] : []), ...(texts.length === 0 ? [] : [isIn(text, texts)])];
  });
  if (holds.length === 0) return { rows: [], complete };
  const found = await session.query(
    { everything: true, columns: {}, from: table.relation, where: or(...holds), limit: mostCandidates + 1 },
    options,
  );
  return {
    rows: found.slice(0, mostCandidates).map((row) => ({
      ...(table.numbered ? { row: countIn(row, rowNumber) } : {}),
      texts: textRow(table, row),
    })),
    complete: complete && found.length <= mostCandidates,
  };
};
