import type { QueryOptions, Session } from '../../engines/engine.ts';
import { and, type Expr, isIn, isNull, or } from '../../sql/expression.ts';
import type { CellText } from '../../suspects/survey.ts';
import type { Clue } from '../../suspects/suspect.ts';
import { type NumberedRow, numberedRow, type TextTable } from './text-table.ts';

/** So many rows with something to judge are read, and so many values looked for. */
export const mostCandidates = 100_000;
const mostValues = 20_000;

export interface Candidates {
  readonly rows: readonly NumberedRow[];
  /** False where there may be more. */
  readonly complete: boolean;
}

const holdsOneOf = (text: Expr, values: ReadonlySet<CellText>): Expr => {
  const texts = [...values].filter((value) => value !== null);
  return or(...(values.has(null) ? [isNull(text)] : []), ...(texts.length === 0 ? [] : [isIn(text, texts)]));
};

/** Values that need no other column, by column; several kinds of suspects often name the same ones. */
const byColumn = (clues: readonly Clue[]): readonly Clue[] =>
  [...Map.groupBy(clues, ({ column }) => column)].map(([column, own]) => ({
    column,
    values: new Set(own.flatMap(({ values }) => [...values])),
  }));

const sizeOf = ({ values, given }: Clue): number => values.size + (given?.values.size ?? 0);

/** The rows of a large table that fit a clue. */
export const candidateRows = async (
  session: Session,
  table: TextTable,
  clues: readonly Clue[],
  options: QueryOptions,
): Promise<Candidates> => {
  const all = [
    ...clues.filter(({ given }) => given !== undefined),
    ...byColumn(clues.filter(({ given }) => given === undefined)),
  ].filter(({ values }) => values.size > 0);
  let left = mostValues;
  const used = all
    .toSorted((first, second) => sizeOf(first) - sizeOf(second))
    .filter((clue) => {
      left -= sizeOf(clue);
      return left >= 0;
    });
  const complete = used.length === all.length;
  if (used.length === 0) return { rows: [], complete };
  const fits = used.map(({ column, values, given }) =>
    and(
      holdsOneOf(table.text(column), values),
      ...(given === undefined ? [] : [holdsOneOf(table.text(given.column), given.values)]),
    ),
  );
  const found = await session.query(
    { everything: true, columns: {}, from: table.relation, where: or(...fits), limit: mostCandidates + 1 },
    options,
  );
  return {
    rows: found.slice(0, mostCandidates).map((row) => numberedRow(table, row)),
    complete: complete && found.length <= mostCandidates,
  };
};
