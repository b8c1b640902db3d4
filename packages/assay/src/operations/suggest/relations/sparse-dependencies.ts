import { numberOf } from '../../../domain/cell.ts';
import { maxable } from '../../../metrics/in-order.ts';
import { aggregate, and, call, column, compare, notNull, number, when } from '../../../sql/expression.ts';
import { subquery } from '../../../sql/select.ts';
import { atMostSo } from '../../../stats/at-most.ts';
import { isNoAccident } from '../../../stats/chance.ts';
import { isNamedKey } from '../key.ts';
import type { Asking } from '../suggester.ts';
import type { Dependency } from './dependency-candidates.ts';
import { groupedBy } from './grouping.ts';
import { distinctIn, type Sample, type SampledColumn, sharesIn } from './sample.ts';

const mostDeterminants = 8;
const mostDependents = 40;
/** Of 2048 buckets of keys. */
const buckets = 2048;
const rowsLookedAt = 200_000;
const fewestKeys = 50;
const forgivenKeys = 0.02;

/** Names and codes, so many that a sample of rows holds few of them twice. */
const isSparse = (one: SampledColumn, rows: number): boolean =>
  (one.looked.column.kind === 'text' || isNamedKey(one.looked)) &&
  !one.looked.allDifferent &&
  groupedBy([one], rows).supported < rows / 2;

/**
 * Dependencies on columns of many values, which a sample of rows cannot show: all rows of some of the keys are looked at, and every other
 * column at once.
 */
export const onSparseColumns = async (asking: Asking, sample: Sample): Promise<readonly Dependency[]> => {
  const { looking, looked } = asking;
  if (looked.rows < sample.rows * 2) return [];
  const determinants = sample.columns.filter((one) => isSparse(one, sample.rows)).slice(0, mostDeterminants);
  const found: Dependency[] = [];
  for (const { name } of determinants) {
    const dependents = sample.columns
      .filter((one) => one.name !== name && distinctIn(one) > 1)
      .slice(0, mostDependents);
    const width = Math.max(1, Math.ceil((buckets * rowsLookedAt) / looked.rows));
    const bucket = compare(call('hashRegister', call('hash', column(name))), '<', number(width));
    const key = notNull(column(name));
    const groups = subquery(
      {
        columns: Object.assign(
          {},
          ...dependents.map(({ name: to, looked: { column: of } }, index) => ({
            [`least${index}`]: aggregate('min', maxable(of)),
            [`most${index}`]: aggregate('max', maxable(of)),
            [`n${index}`]: aggregate('count', column(to)),
          })),
        ),
        from: asking.table,
        where: width >= buckets ? key : and(key, bucket),
        groupBy: [column(name)],
      },
      'groups',
    );
    looking.onStep?.(0);
    const [row = {}] = await looking.session.query(
      {
        columns: Object.assign(
          {},
          ...dependents.map((_to, index) => {
            const shared = compare(column(`n${index}`), '>', number(1));
            return {
              [`keys${index}`]: aggregate('countIf', shared),
              [`rows${index}`]: aggregate('sum', when(shared, column(`n${index}`))),
              [`broken${index}`]: aggregate(
                'countIf',
                compare(column(`least${index}`), '<>', column(`most${index}`)),
              ),
            };
          }),
        ),
        from: groups,
      },
      looking.signal === undefined ? {} : { signal: looking.signal },
    );
    const count = (at: string, index: number): number => numberOf(row[`${at}${index}`] ?? null) ?? 0;
    for (const [index, to] of dependents.entries()) {
      const [keys, rows, broken] = [count('keys', index), count('rows', index), count('broken', index)];
      const alike = sharesIn(to).reduce((sum, share) => sum + share * share, 0);
      const unusual = (rows - keys) * (1 - Math.max(...sharesIn(to)));
      if (keys < fewestKeys || broken > keys * forgivenKeys || unusual < fewestKeys) continue;
      if (!isNoAccident(atMostSo(broken, keys, 1 - alike), determinants.length * dependents.length)) continue;
      found.push({ determinant: [name], dependent: to.name });
    }
  }
  return found;
};
