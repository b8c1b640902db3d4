import type { Column } from '../../domain/column.ts';
import { call, column, compare, type Expr, number } from '../../sql/expression.ts';
import { subquery } from '../../sql/select.ts';
import { askRows, type Looking } from './looking.ts';
import { fewRows, heldMark, only, type Part, type Parts } from './parts.ts';
import { isNumeric } from './tails.ts';

/** Cells of a column as texts: of a sample of the rows the draft is made from, and of one of those kept back. */
export interface Texts {
  readonly drafted: readonly string[];
  readonly held: readonly string[];
}

const mostRows = 2000;
const mostColumns = 300;
/** So many code points of a text are read. */
const longest = 200;
const together = 50;

const cellOf = (of: Column): Expr =>
  of.kind === 'text'
    ? call('substring', call('toText', column(of.name)), number(1), number(longest))
    : call('toText', column(of.name));

const read = async (
  looking: Looking,
  part: Part,
  columns: readonly Column[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const rows = await askRows(looking, {
    columns: Object.fromEntries(columns.map((of, index) => [`c${index}`, cellOf(of)])),
    from: part(columns.map(({ name }) => name)),
    limit: mostRows,
  });
  return new Map(
    columns.map(({ name }, index) => [
      name,
      rows.flatMap((row) => {
        const cell = row[`c${index}`];
        return typeof cell === 'string' ? [cell] : [];
      }),
    ]),
  );
};

/** Samples of the texts and numbers of a table, at most 2,000 rows of each part and the first 300 such columns. */
export const findTexts = async (
  looking: Looking,
  {
    columns,
    parts,
    rows,
  }: { readonly columns: readonly Column[]; readonly parts: Parts; readonly rows: number },
): Promise<ReadonlyMap<string, Texts>> => {
  const wanted = columns.filter((of) => of.kind === 'text' || isNumeric(of)).slice(0, mostColumns);
  const held: Part = (names) =>
    subquery(
      { columns: only(names), from: parts.marked(names), where: compare(column(heldMark), '=', number(1)) },
      'held',
    );
  const found = new Map<string, Texts>();
  for (let start = 0; start < wanted.length; start += together) {
    const some = wanted.slice(start, start + together);
    const [own, others] = [
      await read(looking, parts.sample, some),
      rows >= fewRows ? await read(looking, held, some) : new Map<string, readonly string[]>(),
    ];
    for (const { name } of some)
      found.set(name, { drafted: own.get(name) ?? [], held: others.get(name) ?? [] });
  }
  return found;
};
