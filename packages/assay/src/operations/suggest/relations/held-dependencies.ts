import { numberOf, type Row } from '../../../domain/cell.ts';
import { maxable } from '../../../metrics/in-order.ts';
import {
  aggregate,
  and,
  arithmetic,
  column,
  compare,
  type Expr,
  notNull,
  number,
  when,
} from '../../../sql/expression.ts';
import { type Relation, subquery } from '../../../sql/select.ts';
import { heldMark } from '../parts.ts';
import type { Asking } from '../suggester.ts';
import type { Dependency } from './dependency-candidates.ts';

/** What all rows say of a dependency. */
export interface HeldDependency extends Dependency {
  /** Different values of the determinant, and those that two rows or more share. */
  readonly keys: number;
  readonly repeated: number;
  /** Rows whose key another row shares, and those of them that are kept back. */
  readonly rows: number;
  readonly heldRows: number;
  /** Rows whose value is not the most frequent of their key. */
  readonly exceptions: number;
}

const summed = (condition: Expr, value: Expr): Expr => aggregate('sum', when(condition, value));
const isHeld = compare(column(heldMark), '=', number(1));

const asked = async (
  { looking: { session, signal, onStep } }: Asking,
  from: Relation,
  columns: Readonly<Record<string, Expr>>,
): Promise<Row> => {
  onStep?.(0);
  const [row] = await session.query({ columns, from }, signal === undefined ? {} : { signal });
  return row ?? {};
};

const numberAt = (row: Row, name: string): number => numberOf(row[name] ?? null) ?? 0;

/** One query for all that one determinant may decide: by key, the least and the largest value of each. */
const byKey = async (
  asking: Asking,
  determinant: readonly string[],
  dependents: readonly string[],
): Promise<readonly (HeldDependency & { readonly conflicting: number })[]> => {
  const keys = determinant.map((name) => column(name));
  const kinds = new Map(asking.looked.columns.map((one) => [one.column.name, one.column]));
  const inner = Object.assign(
    {},
    ...dependents.map((name, index) => {
      const of = kinds.get(name);
      const value = of === undefined ? column(name) : maxable(of);
      return {
        [`least${index}`]: aggregate('min', value),
        [`most${index}`]: aggregate('max', value),
        [`n${index}`]: aggregate('count', column(name)),
        [`held${index}`]: aggregate('countIf', and(notNull(column(name)), isHeld)),
      };
    }),
  );
  const groups = subquery(
    {
      columns: inner,
      from: asking.looked.parts.marked([...determinant, ...dependents]),
      where: and(...keys.map(notNull)),
      groupBy: keys,
    },
    'groups',
  );
  const outer = Object.assign(
    {},
    ...dependents.map((_name, index) => {
      const shared = compare(column(`n${index}`), '>', number(1));
      return {
        [`keys${index}`]: aggregate('countIf', compare(column(`n${index}`), '>', number(0))),
        [`repeated${index}`]: aggregate('countIf', shared),
        [`rows${index}`]: summed(shared, column(`n${index}`)),
        [`kept${index}`]: summed(shared, column(`held${index}`)),
        [`conflicting${index}`]: aggregate(
          'countIf',
          compare(column(`least${index}`), '<>', column(`most${index}`)),
        ),
      };
    }),
  );
  const row = await asked(asking, groups, outer);
  return dependents.map((dependent, index) => ({
    determinant,
    dependent,
    keys: numberAt(row, `keys${index}`),
    repeated: numberAt(row, `repeated${index}`),
    rows: numberAt(row, `rows${index}`),
    heldRows: numberAt(row, `kept${index}`),
    conflicting: numberAt(row, `conflicting${index}`),
    exceptions: 0,
  }));
};

/** Rows that do not have the most frequent value of their key. */
const exceptionsOf = async (asking: Asking, { determinant, dependent }: Dependency): Promise<number> => {
  const keys = determinant.map((name) => column(name));
  const named = Object.fromEntries(determinant.map((name, index) => [`key${index}`, column(name)]));
  const pairs = subquery(
    {
      columns: { ...named, n: aggregate('countAll') },
      from: asking.table,
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
  return numberAt(
    await asked(asking, groups, { exceptions: aggregate('sum', column('left')) }),
    'exceptions',
  );
};

/** Holds dependencies against all rows: one query for each determinant, and one more for each that some rows break. */
export const heldDependencies = async (
  asking: Asking,
  dependencies: readonly Dependency[],
): Promise<readonly HeldDependency[]> => {
  const byDeterminant = Map.groupBy(dependencies, ({ determinant }) => JSON.stringify(determinant));
  const found: HeldDependency[] = [];
  for (const some of byDeterminant.values()) {
    const determinant = some[0]?.determinant ?? [];
    for (const { conflicting, ...one } of await byKey(
      asking,
      determinant,
      some.map(({ dependent }) => dependent),
    ))
      found.push(conflicting === 0 ? one : { ...one, exceptions: await exceptionsOf(asking, one) });
  }
  return found;
};
