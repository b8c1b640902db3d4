import type { Row } from '../../domain/cell.ts';
import { type Column, scalarKinds } from '../../domain/column.ts';
import type { OpenTable, Session } from '../../engines/engine.ts';
import { countIn } from '../../metrics/read-row.ts';
import { call, column, type Expr, window } from '../../sql/expression.ts';
import { type Relation, subquery } from '../../sql/select.ts';
import type { CellText, TextRow } from '../../suspects/survey.ts';
import { whyNoRowNumbers } from '../row-numbers.ts';

/** A table of which every cell is a text, the columns called by number, and the rows where they have an order. */
export interface TextTable {
  readonly relation: Relation;
  readonly columns: readonly Column[];
  /** Columns that are no scalars, and are not looked at. */
  readonly others: readonly Column[];
  /** The expression of a column's text in `relation`. */
  readonly text: (name: string) => Expr;
  /** The same table before its cells were texts. */
  readonly typed: Relation;
  readonly numbered: boolean;
}

const rowNumber = '~row';

/** The text of a cell of the table before its cells were texts. */
export const textOf = ({ name, kind, uncast }: Column): Expr => {
  const own = kind === 'text' ? column(name) : call('toText', column(name));
  return uncast === undefined ? own : call('coalesce', column(uncast), own);
};

/** The rows of a table under a condition, as texts, with the number each has in its source. */
export const textTable = (session: Session, opened: OpenTable, where: Expr | undefined): TextTable => {
  const numbered = whyNoRowNumbers(session) === undefined;
  const counted = subquery(
    {
      everything: true,
      columns: numbered ? { [rowNumber]: window('rowNumberInSource', [], {}) } : {},
      from: opened.relation,
    },
    'counted',
  );
  const typed =
    where === undefined
      ? counted
      : subquery({ everything: true, columns: {}, from: counted, where }, 'scoped');
  const columns = opened.columns.filter(({ kind }) => scalarKinds.includes(kind));
  const number = new Map(columns.map(({ name }, index) => [name, `c${index}`]));
  return {
    columns,
    others: opened.columns.filter(({ kind }) => !scalarKinds.includes(kind)),
    typed,
    numbered,
    text: (name) => column(number.get(name) ?? name),
    relation: subquery(
      {
        columns: {
          ...(numbered ? { [rowNumber]: column(rowNumber) } : {}),
          ...Object.fromEntries(columns.map((one, index) => [`c${index}`, textOf(one)])),
        },
        from: typed,
      },
      'texts',
    ),
  };
};

export const textIn = (row: Row, name: string): CellText => {
  const cell = row[name] ?? null;
  return cell === null ? null : String(cell);
};

/** A row with its number, where rows have one. */
export interface NumberedRow {
  readonly row?: number;
  readonly texts: TextRow;
}

/** A row of `relation`, its texts by the names of the table. */
export const numberedRow = ({ columns, numbered }: TextTable, row: Row): NumberedRow => ({
  ...(numbered ? { row: countIn(row, rowNumber) } : {}),
  texts: new Map(columns.map(({ name }, index) => [name, textIn(row, `c${index}`)])),
});
