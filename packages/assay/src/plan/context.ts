import type { CheckContext } from '../checks/check.ts';
import { RuleUnknown } from '../checks/check.ts';
import type { Demand } from '../contract/demand.ts';
import type { Column } from '../domain/column.ts';
import type { Comparison } from '../domain/comparison.ts';
import { countedOnce } from '../domain/counted-once.ts';
import type { FileFacts } from '../domain/file-facts.ts';
import { type Earlier, nothingEarlier } from '../domain/past-run.ts';
import type { Relation } from '../sql/select.ts';
import { locate } from './nested.ts';
import { reachedColumns } from './reached-columns.ts';

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
  /** None without it. */
  readonly earlier?: Earlier;
  readonly scopeAsWritten?: string;
  /** Which rows are judged, as runs over the same have it in common; absent where that is not known. */
  readonly input?: string;
  readonly now: string;
}

/** A context of which no check was asked to follow another yet. */
export type BareContext = Omit<CheckContext, 'follow'>;

const knownEarlier = ({ earlier = nothingEarlier }: Surroundings) => {
  if (earlier.kind === 'unreachable')
    throw new RuleUnknown(`earlier runs are out of reach: ${earlier.reason}`);
  return earlier;
};

/** What a check sees when its rule is bound. */
export const contextOf = (
  around: Surroundings,
  demand: Demand,
  comparison: Comparison | undefined,
  rule: string,
): BareContext => {
  const { column, nested, over } = reachedColumns(around.columns, demand.object);
  const { property } = demand;
  if (property !== undefined && locate(around.columns, property)?.kind === 'nested') column(property);
  return {
    get table() {
      return over(around.table);
    },
    get wholeTable() {
      return over(around.wholeTable);
    },
    nested,
    columns: around.columns,
    column,
    ...(property === undefined ? {} : { property }),
    timezone: demand.defaultTimezone ?? 'Etc/UTC',
    get subject() {
      if (property === undefined)
        throw new RuleUnknown('this check judges one property: write it under a property');
      return column(property);
    },
    dataset: (name) => {
      const found = around.datasets.get(name);
      if (found === undefined)
        throw new RuleUnknown(`dataset ${name} is not known: name it in assay.yaml or check both in one run`);
      if (found.kind === 'unreachable')
        throw new RuleUnknown(`dataset ${name} is out of reach: ${found.reason}`);
      const other = reachedColumns(found.columns, name);
      return {
        get table() {
          return other.over(found.table);
        },
        column: other.column,
      };
    },
    now: around.now,
    ...(around.files === undefined ? {} : { files: around.files }),
    ...(around.input === undefined ? {} : { input: around.input }),
    get history() {
      return countedOnce(knownEarlier(around).runs, ({ rows }) => rows).map(({ newest, runs }) => ({
        ...newest,
        runs,
      }));
    },
    get past() {
      return knownEarlier(around).values.get(rule) ?? [];
    },
    ...(around.scopeAsWritten === undefined ? {} : { scopeAsWritten: around.scopeAsWritten }),
    ...(comparison === undefined ? {} : { comparison }),
    ...(demand.unit === undefined ? {} : { unit: demand.unit }),
  };
};
