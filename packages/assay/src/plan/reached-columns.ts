import { ColumnMissing, type Nested, RuleUnknown } from '../checks/check.ts';
import type { Column } from '../domain/column.ts';
import { findColumn } from '../domain/find-column.ts';
import type { Relation } from '../sql/select.ts';
import { type Located, locate, type Step, tableWith } from './nested.ts';

type Found = Extract<Located, { kind: 'nested' }>;

/** The columns of a table as one rule reaches them by name: its own, and those made of values inside them. */
export interface ReachedColumns {
  /** Throws `ColumnMissing` where there is none, `RuleUnknown` where no row holds it beside what was reached before. */
  readonly column: (name: string) => Column;
  /** What was made so far, by name. */
  readonly nested: ReadonlyMap<string, Nested>;
  /** The table with what was made so far. */
  readonly over: (table: Relation) => Relation;
}

const listsIn = (steps: readonly Step[]): string =>
  steps
    .filter(({ isItems }) => isItems)
    .map(({ name }) => name)
    .join();

/** Starts with nothing reached. `object` is named where a column is missing. */
export const reachedColumns = (columns: readonly Column[], object: string): ReachedColumns => {
  const reached = new Map<string, Found>();
  const reach = (found: Found): Column => {
    const lists = listsIn(found.steps);
    for (const { subject, steps } of reached.values()) {
      const others = listsIn(steps);
      if (lists !== others && lists !== '' && others !== '')
        throw new RuleUnknown(
          `${subject.name} and ${found.subject.name} are items of different lists: no row holds both`,
        );
    }
    reached.set(found.subject.name, found);
    return found.subject;
  };
  return {
    nested: reached,
    over: (table) =>
      tableWith(
        table,
        [...reached.values()].flatMap(({ steps }) => steps),
      ),
    column: (name) => {
      const plain = findColumn(columns, name);
      if (plain !== undefined) return plain;
      const found = locate(columns, name);
      if (found?.kind === 'nested') return reach(found);
      if (found?.kind === 'unsupported') throw new RuleUnknown(found.reason);
      if (found?.kind === 'absent') throw new ColumnMissing(found.reason, found.others);
      throw new ColumnMissing(
        `column ${name} is missing in ${object}`,
        columns.map((one) => one.name),
      );
    },
  };
};
