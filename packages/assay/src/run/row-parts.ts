import { type Cell, millisOf } from '../domain/cell.ts';
import { type Column, temporalKinds } from '../domain/column.ts';
import type { MissingParts } from '../domain/missing-map.ts';
import type { Session } from '../engines/engine.ts';
import { type Extent, extent } from '../metrics/extent.ts';
import { nulls } from '../metrics/nulls.ts';
import { ask } from '../metrics/request.ts';
import { arithmetic, call, column, type Expr, number, window } from '../sql/expression.ts';
import type { Measurements } from './measure.ts';
import { whyNoRowNumbers } from './row-numbers.ts';
import { valueIn } from './value-in.ts';

const mostParts = 50;

/** A cut of the rows of a table into parts that follow each other. */
export interface Cut {
  /** The number of a row's part, from 0. */
  readonly part: Expr;
  readonly parts: number;
  /** Rows of each part, where they are known. */
  readonly rows?: readonly number[];
  readonly by?: NonNullable<MissingParts['by']>;
}

/** Parts of equally many rows: part p begins at row ceil(p · rows / parts), counted from 0. */
const byPlace = (rows: number): Cut => {
  const parts = Math.min(mostParts, rows);
  const place = arithmetic(window('rowNumberInSource', [], {}), '-', number(1));
  const begins = (part: number): number => Math.ceil((part * rows) / parts);
  return {
    part: call('floor', arithmetic(arithmetic(place, '*', number(parts)), '/', number(rows))),
    parts,
    rows: Array.from({ length: parts }, (_unused, part) => begins(part + 1) - begins(part)),
  };
};

interface Span {
  readonly name: string;
  readonly min: Cell;
  readonly max: Cell;
  readonly from: number;
  readonly to: number;
}

const spanOf = ({ name }: Column, measured: Measurements): readonly Span[] => {
  const gaps = valueIn<{ nulls: number }>(measured.get(ask(nulls, { column: name }).key));
  const found = valueIn<Extent>(measured.get(ask(extent, { column: name }).key));
  if (gaps?.nulls !== 0 || found === undefined) return [];
  const { min, max } = found;
  const [from, to] = [millisOf(min), millisOf(max)];
  return from === undefined || to === undefined || from >= to ? [] : [{ name, min, max, from, to }];
};

/** Parts of equally long time. The last instant belongs to the last part. */
const byTime = ({ name, min, max, from, to }: Span): Cut => {
  const since = arithmetic(call('epochSeconds', column(name)), '-', number(from / 1000));
  const part = call(
    'floor',
    arithmetic(arithmetic(since, '*', number(mostParts)), '/', number((to - from) / 1000)),
  );
  return {
    part: call('greatest', number(0), call('least', part, number(mostParts - 1))),
    parts: mostParts,
    by: { column: name, from: min, to: max },
  };
};

/**
 * Cuts the rows of a table as its source holds them; where they have no order, by the first column of time that may be shown and
 * that every row has. Undefined where there is none.
 */
export const cutOf = (
  session: Session,
  { rows, open }: { readonly rows: number; readonly open: readonly Column[] },
  measured: Measurements,
): Cut | undefined => {
  if (whyNoRowNumbers(session) === undefined) return byPlace(rows);
  const [span] = open
    .filter(({ kind }) => temporalKinds.includes(kind))
    .flatMap((one) => spanOf(one, measured));
  return span && byTime(span);
};

/** Why a table cannot be cut into parts. */
export const whyNoCut = (session: Session): string =>
  `${whyNoRowNumbers(session) ?? 'its rows have no order'}, and no column of time that may be shown is in every row`;
