import { call, column, compare, number } from '../../../sql/expression.ts';
import { atMostSo } from '../../../stats/at-most.ts';
import { isNoAccident } from '../../../stats/chance.ts';
import { isNamedKey } from '../key.ts';
import type { Asking } from '../suggester.ts';
import { countedByKey } from './by-key.ts';
import { agreeByChance, type Dependency } from './dependency-candidates.ts';
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
export const onSparseColumns = async (
  { looking, looked, table }: Asking,
  sample: Sample,
): Promise<readonly Dependency[]> => {
  if (looked.rows < sample.rows * 2) return [];
  const determinants = sample.columns.filter((one) => isSparse(one, sample.rows)).slice(0, mostDeterminants);
  const width = Math.max(1, Math.ceil((buckets * rowsLookedAt) / looked.rows));
  const found: Dependency[] = [];
  for (const { name } of determinants) {
    const dependents = sample.columns
      .filter((one) => one.name !== name && distinctIn(one) > 1)
      .slice(0, mostDependents);
    const bucket = compare(call('hashRegister', call('hash', column(name))), '<', number(width));
    const counted = await countedByKey(
      looking,
      { from: table, key: [name], ...(width >= buckets ? {} : { where: bucket }) },
      dependents.map(({ looked: of }) => of.column),
    );
    for (const [index, to] of dependents.entries()) {
      const { repeated = 0, rows = 0, conflicting = 0 } = counted[index] ?? {};
      const unusual = (rows - repeated) * (1 - Math.max(...sharesIn(to)));
      if (repeated < fewestKeys || conflicting > repeated * forgivenKeys || unusual < fewestKeys) continue;
      const chance = atMostSo(conflicting, repeated, 1 - agreeByChance(to));
      if (!isNoAccident(chance, determinants.length * dependents.length)) continue;
      found.push({ determinant: [name], dependent: to.name });
    }
  }
  return found;
};
