import { type Column, numericKinds } from '../../../domain/column.ts';
import type { ColumnDiff } from '../../../domain/table-diff.ts';
import type { Session } from '../../../engines/engine.ts';
import { aggregate, and, column, isNull, not, notNull, or, when } from '../../../sql/expression.ts';
import { subquery } from '../../../sql/select.ts';
import { cellAt, changedRows, differsName } from './changed-rows.ts';
import { type ComparedColumn, comparedOf } from './compared-columns.ts';
import { type CompareRows, countIn } from './parts.ts';
import { keysIn, someKeys } from './some-keys.ts';

/** So many rows that both versions have are looked at. */
const mostRows = 1000;
/** A column is taken for another where it has a value in so many of them, so many different ones, and such a share of equal ones. */
const leastRows = 20;
const leastValues = 10;
const leastShare = 0.99;
/** So many pairs of columns are looked at. */
const mostPairs = 100;

/** A column that has another name in each version, and in how many of the rows that were looked at its values are equal. */
export interface Renamed extends Readonly<Record<'before' | 'after', string>> {
  readonly evidence: Omit<NonNullable<ColumnDiff['looksLike']>, 'column'>;
}

const isOfKind = (one: Column, other: Column): boolean =>
  one.kind === other.kind || [one, other].every(({ kind }) => numericKinds.includes(kind));

/** Columns of the later version with the values that a column of another name had before, in the rows that both have. */
export const renamedColumns = async (
  session: Session,
  given: CompareRows,
  { before, after }: Readonly<Record<'before' | 'after', readonly Column[]>>,
): Promise<readonly Renamed[]> => {
  const { pair, query } = given;
  const candidates = after
    .flatMap((is) => before.filter((was) => isOfKind(was, is)).map((was) => comparedOf(was, is, false)))
    .slice(0, mostPairs);
  if (pair.key.length === 0 || candidates.length === 0) return [];
  const rows = changedRows({ ...pair, others: candidates }, someKeys(pair, keysIn(pair, 'before'), mostRows));
  const countsOf = (index: number) => {
    const [was, is] = [column(cellAt('before', index)), column(cellAt('after', index))];
    const isThere = or(notNull(was), notNull(is));
    return {
      [`n${index}`]: aggregate('countIf', isThere),
      [`e${index}`]: aggregate('countIf', and(isThere, not(column(differsName(index))))),
      [`d${index}`]: aggregate('countDistinct', when(not(isNull(was)), was)),
    };
  };
  const [row] = await session.query(
    {
      columns: Object.assign({}, ...candidates.map((_one, index) => countsOf(index))),
      from: subquery(rows, 'pairs'),
    },
    query,
  );
  const taken = new Set<string>();
  return candidates
    .map((one: ComparedColumn, index) => ({
      before: one.before.name,
      after: one.after.name,
      values: countIn(row, `d${index}`),
      evidence: { rows: countIn(row, `n${index}`), equal: countIn(row, `e${index}`) },
    }))
    .filter(
      ({ values, evidence: { rows: seen, equal } }) =>
        seen >= leastRows && values >= leastValues && equal >= leastShare * seen,
    )
    .toSorted((one, other) => other.evidence.equal - one.evidence.equal)
    .filter((one) => {
      const isNew = !taken.has(`<${one.before}`) && !taken.has(`>${one.after}`);
      taken.add(`<${one.before}`).add(`>${one.after}`);
      return isNew;
    })
    .map(({ values: _values, ...found }) => found);
};
