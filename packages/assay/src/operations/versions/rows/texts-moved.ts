import { type Cell, numberOf, type Row } from '../../../domain/cell.ts';
import type { ColumnDiff } from '../../../domain/table-diff.ts';
import { approxDistinct } from '../../../metrics/approx-distinct.ts';
import { ask } from '../../../metrics/request.ts';
import { valueIn } from '../../../run/value-in.ts';
import {
  aggregate,
  arithmetic,
  call,
  column,
  compare,
  type Expr,
  isNull,
  literal,
  matches,
  number,
  or,
  when,
} from '../../../sql/expression.ts';
import { union } from '../../../sql/select.ts';
import type { ComparedColumn } from './compared-columns.ts';
import { distanceOf } from './distance-of.ts';
import type { ColumnDiffs, Moved } from './measured-side.ts';
import { sides as bothSides, type Side } from './pair.ts';

/** Of more values it is compared what they look like: most would be in one version only by chance. */
const mostValues = 1000;
/** So many values that came or went are named. */
const named = 5;
/** Of more rows those are looked at whose texts have a hash in a share of all: the same texts in both versions. */
const mostRows = 1_000_000;
const registers = 2048;

/** In how many rows of either version an expression has each of its values. */
const counted = (
  { session, sides, query }: ColumnDiffs,
  of: (side: Side) => Expr,
  where?: (side: Side) => Expr,
): Promise<readonly Row[]> =>
  session.query(
    {
      columns: {
        value: column('value'),
        before: aggregate('count', column('before')),
        after: aggregate('count', column('after')),
      },
      from: union(
        bothSides.map((side) => ({
          columns: {
            value: of(side),
            before: side === 'before' ? number(1) : literal(null),
            after: side === 'after' ? number(1) : literal(null),
          },
          from: sides[side].target.table,
          ...(where === undefined ? {} : { where: where(side) }),
        })),
        'sides',
      ),
      groupBy: [column('value')],
    },
    query,
  );

const count = (row: Row, side: Side): number => numberOf(row[side] ?? null) ?? 0;

const distanceIn = (rows: readonly Row[], over: 'values' | 'looks'): Moved =>
  distanceOf(
    rows.map((row) => count(row, 'before')),
    rows.map((row) => count(row, 'after')),
    over,
  );

type Listed = NonNullable<ColumnDiff['values']>['added'];

/** Values that only one version has: how many, in how many rows, and the most frequent where they may be shown. */
const only = (rows: readonly Row[], own: Side, other: Side, isSecret: boolean): Listed => {
  const found = rows.filter((row) => row.value !== null && count(row, own) > 0 && count(row, other) === 0);
  const some = found
    .toSorted((one, next) => count(next, own) - count(one, own))
    .slice(0, named)
    .map((row): { value: Cell; rows: number } => ({ value: row.value ?? null, rows: count(row, own) }));
  return {
    values: found.length,
    rows: found.reduce((sum, row) => sum + count(row, own), 0),
    some: isSecret ? [] : some,
  };
};

/** Kinds of characters that a text may hold. */
const classes = ['[a-z]', '[A-Z]', '[0-9]', '[ \\t]', '[^a-zA-Z0-9 \\t]'];

/** What a text looks like, as a number: which kinds of characters it holds, and its length in quarters of a doubling. */
const looksOf = (value: Expr): Expr => {
  const length = call('ln', call('toDouble', arithmetic(call('length', value), '+', number(1))));
  const quarters = call('floor', arithmetic(length, '*', number(4 / Math.LN2)));
  return classes.reduce(
    (sum, pattern, index) =>
      arithmetic(sum, '+', when(matches(value, pattern), number(2 ** index), number(0))),
    arithmetic(quarters, '*', number(2 ** classes.length)),
  );
};

const looksMoved = async (given: ColumnDiffs, { readOn }: ComparedColumn): Promise<Moved> => {
  const { before, after } = given.sides;
  const share = Math.ceil((registers * mostRows) / Math.max(1, before.rows, after.rows));
  const isTaken = (side: Side): Expr =>
    or(isNull(readOn(side)), compare(call('hashRegister', call('hash', readOn(side))), '<', number(share)));
  const looks = await counted(
    given,
    (side) => looksOf(readOn(side)),
    share < registers ? isTaken : undefined,
  );
  return distanceIn(looks, 'looks');
};

/** How far texts and booleans moved: over their values where these are few, else over what they look like. */
export const textsMoved = async (given: ColumnDiffs, compared: ComparedColumn): Promise<Moved> => {
  const { sides, isConfidential } = given;
  const distinct = bothSides.map(
    (side) =>
      valueIn<number>(sides[side].measured.get(ask(approxDistinct, { column: compared[side].name }).key)) ??
      0,
  );
  if (Math.max(...distinct) > mostValues) return looksMoved(given, compared);
  const rows = await counted(given, compared.readOn);
  const isSecret = isConfidential(compared.name);
  const values = {
    added: only(rows, 'after', 'before', isSecret),
    removed: only(rows, 'before', 'after', isSecret),
  };
  return { ...distanceIn(rows, 'values'), values };
};
