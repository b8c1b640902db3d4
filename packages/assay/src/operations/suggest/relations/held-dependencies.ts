import { countIn } from '../../../metrics/read-row.ts';
import { aggregate, and, arithmetic, column, compare, notNull, number } from '../../../sql/expression.ts';
import { subquery } from '../../../sql/select.ts';
import { askRow } from '../looking.ts';
import { heldMark } from '../parts.ts';
import type { Asking } from '../suggester.ts';
import { type ByKey, countedByKey } from './by-key.ts';
import type { Dependency } from './dependency-candidates.ts';

/** What all rows say of a dependency. */
export interface HeldDependency extends Dependency, Omit<ByKey, 'conflicting'> {
  /** Rows whose value is not the most frequent of their key. */
  readonly exceptions: number;
}

/** Rows that do not have the most frequent value of their key. */
const exceptionsOf = async (
  { looking, table }: Asking,
  { determinant, dependent }: Dependency,
): Promise<number> => {
  const keys = determinant.map((name) => column(name));
  const named = Object.fromEntries(determinant.map((name, index) => [`key${index}`, column(name)]));
  const pairs = subquery(
    {
      columns: { ...named, n: aggregate('countAll') },
      from: table,
      where: and(...keys.map(notNull), notNull(column(dependent))),
      groupBy: [...keys, column(dependent)],
    },
    'pairs',
  );
  const groups = subquery(
    {
      columns: { left: arithmetic(aggregate('sum', column('n')), '-', aggregate('max', column('n'))) },
      from: pairs,
      groupBy: Object.keys(named).map((name) => column(name)),
    },
    'groups',
  );
  looking.onStep?.(0);
  const row = await askRow(looking, {
    columns: { exceptions: aggregate('sum', column('left')) },
    from: groups,
  });
  return countIn(row, 'exceptions');
};

/** Holds dependencies against all rows: one query for each determinant, and one more for each that some rows break. */
export const heldDependencies = async (
  asking: Asking,
  dependencies: readonly Dependency[],
): Promise<readonly HeldDependency[]> => {
  const { looking, looked } = asking;
  const columns = new Map(looked.columns.map((one) => [one.column.name, one.column]));
  const isHeld = compare(column(heldMark), '=', number(1));
  const byDeterminant = Map.groupBy(dependencies, ({ determinant }) => JSON.stringify(determinant));
  const found: HeldDependency[] = [];
  for (const some of byDeterminant.values()) {
    const key = some[0]?.determinant ?? [];
    const dependents = some.flatMap(({ dependent }) => columns.get(dependent) ?? []);
    const from = looked.parts.marked([...key, ...dependents.map(({ name }) => name)]);
    const counted = await countedByKey(looking, { from, key, isHeld }, dependents);
    for (const [index, { conflicting, ...counts }] of counted.entries()) {
      const dependency = { determinant: key, dependent: dependents[index]?.name ?? '' };
      const exceptions = conflicting === 0 ? 0 : await exceptionsOf(asking, dependency);
      found.push({ ...dependency, ...counts, exceptions });
    }
  }
  return found;
};
