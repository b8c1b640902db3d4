import { numberOf, type Row } from '../../domain/cell.ts';
import { type Column, numericKinds } from '../../domain/column.ts';
import { finiteValues } from '../../metrics/finite-values.ts';
import { doublesIn } from '../../metrics/read-row.ts';
import { aggregate, call, column, type Expr, number } from '../../sql/expression.ts';
import { tailSizeOf } from '../../stats/tail-bound.ts';
import { type Asked, askTogether } from './ask-together.ts';
import type { Tails } from './draft.ts';
import type { Looking } from './looking.ts';
import type { Part } from './parts.ts';

export const isNumeric = ({ kind }: Column): boolean => numericKinds.includes(kind);

/** A number, NULL where it is NaN or infinite. */
export const finite = ({ name, kind }: Column): Expr => finiteValues(column(name), kind);

/** Numbers of a column, or the lengths of its texts: what has tails. */
export const measured = (of: Column): Expr | undefined => {
  if (isNumeric(of)) return finite(of);
  return of.kind === 'text' ? call('length', call('toText', column(of.name))) : undefined;
};

export const numberIn = (row: Row, name: string): number | undefined => numberOf(row[name] ?? null);

/** The outermost values of columns, or of the lengths of their texts. */
export const tailsOf = async (
  looking: Looking,
  part: Part,
  columns: readonly Column[],
  rows: number,
): Promise<ReadonlyMap<string, Tails>> => {
  const kept = tailSizeOf(rows) + 1;
  const asked = columns.flatMap((of, index): readonly Asked[] => {
    const value = measured(of);
    if (value === undefined) return [];
    return [
      {
        of: of.name,
        columns: {
          [`largest${index}`]: aggregate('largest', value, number(kept)),
          [`smallest${index}`]: aggregate('smallest', value, number(kept)),
        },
      },
    ];
  });
  const row = await askTogether(looking, part, asked, { rows: aggregate('countAll') });
  return new Map(
    columns.map(({ name }, index) => [
      name,
      {
        rows: numberIn(row, 'rows') ?? 0,
        largest: doublesIn(row, `largest${index}`),
        smallest: doublesIn(row, `smallest${index}`),
      },
    ]),
  );
};
