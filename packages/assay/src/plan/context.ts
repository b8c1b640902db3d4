import type { CheckContext, PastRun } from '../checks/check.ts';
import { ColumnMissing, RuleUnknown } from '../checks/check.ts';
import type { Demand } from '../contract/demand.ts';
import type { Column } from '../domain/column.ts';
import type { Comparison } from '../domain/comparison.ts';
import type { FileFacts } from '../domain/file-facts.ts';
import { findColumn } from '../domain/find-column.ts';
import type { Relation } from '../sql/select.ts';
import { locate } from './nested.ts';

export { findColumn } from '../domain/find-column.ts';

/** A dataset a rule can look at, or why it cannot. */
export type Reachable =
  | { readonly kind: 'table'; readonly table: Relation; readonly columns: readonly Column[] }
  | { readonly kind: 'unreachable'; readonly reason: string };

/** What the rules of one dataset are bound to. */
export interface Surroundings {
  readonly table: Relation;
  readonly wholeTable: Relation;
  readonly columns: readonly Column[];
  readonly datasets: ReadonlyMap<string, Reachable>;
  readonly files?: FileFacts;
  readonly history: readonly PastRun[];
  readonly now: string;
}

const columnOf =
  (columns: readonly Column[], object: string) =>
  (name: string): Column => {
    const found = findColumn(columns, name);
    if (found !== undefined) return found;
    if (locate(columns, name)?.kind === 'nested')
      throw new RuleUnknown(
        `${name} is nested: only rules on the property itself are judged inside objects and lists`,
      );
    throw new ColumnMissing(
      `column ${name} is missing in ${object}`,
      columns.map((one) => one.name),
    );
  };

/** What a check sees when its rule is bound. */
export const contextOf = (
  around: Surroundings,
  demand: Demand,
  comparison: Comparison | undefined,
): CheckContext => {
  const column = columnOf(around.columns, demand.object);
  const located = demand.property === undefined ? undefined : locate(around.columns, demand.property);
  const nested = located?.kind === 'nested' ? located : undefined;
  return {
    table: nested?.table(around.table) ?? around.table,
    wholeTable: nested?.table(around.wholeTable) ?? around.wholeTable,
    ...(nested === undefined ? {} : { nested }),
    columns: around.columns,
    column,
    ...(demand.property === undefined ? {} : { property: demand.property }),
    timezone: demand.defaultTimezone ?? 'Etc/UTC',
    get subject() {
      if (demand.property === undefined)
        throw new RuleUnknown('this check judges one property: write it under a property');
      if (located?.kind === 'unsupported') throw new RuleUnknown(located.reason);
      if (located?.kind === 'absent') throw new ColumnMissing(located.reason, located.others);
      return located?.kind === 'nested' ? located.subject : column(demand.property);
    },
    dataset: (name) => {
      const found = around.datasets.get(name);
      if (found === undefined)
        throw new RuleUnknown(`dataset ${name} is not known: name it in assay.yaml or check both in one run`);
      if (found.kind === 'unreachable')
        throw new RuleUnknown(`dataset ${name} is out of reach: ${found.reason}`);
      return { table: found.table, column: columnOf(found.columns, name) };
    },
    now: around.now,
    ...(around.files === undefined ? {} : { files: around.files }),
    history: around.history,
    ...(comparison === undefined ? {} : { comparison }),
    ...(demand.unit === undefined ? {} : { unit: demand.unit }),
  };
};
