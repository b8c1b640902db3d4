import { numberOf, type Row } from '../../../domain/cell.ts';
import { numericKinds } from '../../../domain/column.ts';
import type { ColumnDiff, TableDiff } from '../../../domain/table-diff.ts';
import type { Session } from '../../../engines/engine.ts';
import { aggregate, and, call, column, type Expr, when } from '../../../sql/expression.ts';
import { type Select, subquery } from '../../../sql/select.ts';
import { lineThrough } from '../../../stats/line-through.ts';
import { cellAt, changedRows, differsName } from './changed-rows.ts';
import type { CompareRows, Part } from './parts.ts';
import { someKeys } from './some-keys.ts';

/** So many changed rows are looked at; of fewer than `leastRows` nothing is said. */
const mostRows = 10_000;
const leastRows = 20;

export type Shift = NonNullable<ColumnDiff['shift']>;

const asNumber = (index: number, side: 'before' | 'after'): Expr =>
  call('toDouble', column(cellAt(side, index)));

const momentsOf = (index: number): Readonly<Record<string, Expr>> => {
  const [x, y] = [asNumber(index, 'before'), asNumber(index, 'after')];
  const isUsed = and(column(differsName(index)), call('isFinite', x), call('isFinite', y));
  const [before, after] = [when(isUsed, x), when(isUsed, y)];
  return {
    [`n${index}`]: aggregate('count', when(isUsed, x)),
    [`mx${index}`]: aggregate('mean', before),
    [`my${index}`]: aggregate('mean', after),
    [`vx${index}`]: aggregate('variancePopulation', before),
    [`vy${index}`]: aggregate('variancePopulation', after),
    [`c${index}`]: aggregate('covariancePopulation', before, after),
  };
};

const shiftIn = (row: Row, index: number): Shift | undefined => {
  const at = (name: string): number => numberOf(row[`${name}${index}`] ?? null) ?? Number.NaN;
  const rows = at('n');
  if (!(rows >= leastRows)) return undefined;
  const line = lineThrough({
    means: [at('mx'), at('my')],
    variances: [at('vx'), at('vy')],
    covariance: at('c'),
  });
  return line === undefined ? undefined : { ...line, rows };
};

/** Of columns of numbers: the line on which all changes lie, where they do, as those to another unit. */
export const shiftsOf = async (
  session: Session,
  given: CompareRows,
  parts: readonly Part[],
  changed: Select,
  changedIn: TableDiff['changedIn'],
): Promise<ReadonlyMap<string, Shift>> => {
  const found = new Map<string, Shift>();
  const several = new Set(changedIn.filter(({ rows }) => rows >= leastRows).map(({ column }) => column));
  for (const { pair } of parts) {
    const others = pair.others.filter(
      ({ name, kind }) => several.has(name) && numericKinds.includes(kind) && !given.isConfidential(name),
    );
    if (others.length === 0) continue;
    const rows = changedRows({ ...pair, others }, someKeys(pair, changed, mostRows), given.tolerance);
    const [row] = await session.query(
      {
        columns: Object.assign({}, ...others.map((_one, index) => momentsOf(index))),
        from: subquery(rows, 'changes'),
      },
      given.query,
    );
    for (const [index, { name }] of others.entries()) {
      const shift = row === undefined ? undefined : shiftIn(row, index);
      if (shift !== undefined) found.set(name, shift);
    }
  }
  return found;
};
