import type { Check, CheckExample } from '../../checks/check.ts';
import type { Demand } from '../../contract/demand.ts';
import type { Column } from '../../domain/column.ts';
import { bind } from '../../plan/bind.ts';
import { contextOf, type Reachable } from '../../plan/context.ts';
import type { Rule } from '../../plan/rule.ts';
import { table } from '../../sql/select.ts';

/** An example as the demand of a contract. */
export const exampleDemand = (check: Check, example: CheckExample): Demand => ({
  key: 'custom',
  object: 'example',
  ...(example.on === undefined ? {} : { property: example.on }),
  args: { check: check.id, ...example.params },
  severity: 'error',
  tags: [],
  place: {},
});

const columnsOf = (columns: CheckExample['columns']): readonly Column[] =>
  Object.entries(columns).map(([name, kind]) => ({ name, kind, sqlType: kind }));

/** An example bound to a table that need not exist: which rungs it has, and what they ask. Undefined where it does not bind. */
export const exampleRule = (check: Check, example: CheckExample): Rule | undefined => {
  const datasets = Object.entries(example.datasets ?? {}).map(([name, { columns }]): [string, Reachable] => [
    name,
    { kind: 'table', table: table(name), columns: columnsOf(columns) },
  ]);
  const around = {
    table: table('example'),
    wholeTable: table('example'),
    columns: columnsOf(example.columns),
    datasets: new Map(datasets),
    ...(example.files === undefined ? {} : { files: example.files }),
    now: example.now ?? '2026-01-01T00:00:00.000Z',
  };
  return bind([exampleDemand(check, example)], {
    context: (demand, comparison, rule) => {
      const values = new Map([[rule, example.past ?? []]]);
      const earlier = { kind: 'known', runs: example.history ?? [], values } as const;
      return contextOf({ ...around, earlier }, demand, comparison, rule);
    },
  }).rules[0];
};
