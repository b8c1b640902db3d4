import { expect } from 'vitest';
import type { Check, CheckExample } from '../../src/checks/check.ts';
import type { Demand } from '../../src/contract/demand.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import type { OpenTable, Session } from '../../src/engines/engine.ts';
import { bind } from '../../src/plan/bind.ts';
import { contextOf, findColumn, type Reachable } from '../../src/plan/context.ts';
import type { Rule } from '../../src/plan/rule.ts';
import { judge } from '../../src/run/judge.ts';
import type { Measurements, MeasureTarget } from '../../src/run/measure.ts';
import { column } from '../../src/sql/expression.ts';
import { subquery } from '../../src/sql/select.ts';
import { type ExampleBench, exampleBench, numbered, rowNumber } from './example-bench.ts';
import type { TestEngine } from './tables.ts';

/** Writes an example as the demand of a contract. */
export const demandOf = (check: Check, example: CheckExample): Demand => ({
  key: 'custom',
  object: 'example',
  ...(example.on === undefined ? {} : { property: example.on }),
  args: { check: check.id, ...example.params },
  severity: 'error',
  tags: [],
  place: {},
});

/** An example bound to a table, which may be a scope of the whole one; throws where a contract would have a problem. */
export const ruleOf = (
  check: Check,
  example: CheckExample,
  { relation, columns }: Pick<OpenTable, 'relation' | 'columns'>,
  datasets: ReadonlyMap<string, Reachable>,
  wholeTable = relation,
): Rule => {
  const around = {
    table: relation,
    wholeTable,
    columns,
    datasets,
    ...(example.files === undefined ? {} : { files: example.files }),
    now: example.now ?? '2026-01-01T00:00:00.000Z',
  };
  const { rules, problems } = bind([demandOf(check, example)], {
    context: (demand, comparison, rule) => {
      const values = new Map([[rule, example.past ?? []]]);
      const earlier = { kind: 'known', runs: example.history ?? [], values } as const;
      return contextOf({ ...around, earlier }, demand, comparison, rule);
    },
  });
  return rules[0] ?? expect.fail(problems.map(({ message }) => message).join('\n'));
};

/** How a rule is judged: by all its rungs or the last, from states that are kept, with what is measured going into `values`. */
export interface Way {
  readonly exact: boolean;
  readonly cached?: NonNullable<MeasureTarget['cached']>;
  readonly values?: Measurements;
}

/** The verdict of one rule on a table, by the ladder or by the exact way. */
export const verdictOn = async (
  session: Session,
  { relation, columns, facts }: Pick<OpenTable, 'relation' | 'columns' | 'facts'>,
  rule: Rule,
  { exact, cached, values = new Map() }: Way,
): Promise<Verdict> => {
  const context = {
    column: (name: string) => findColumn(columns, name) ?? expect.fail(`no column ${name}`),
    hashName: session.dialect.hashName,
  };
  const target = {
    session,
    table: relation,
    context,
    ...(exact ? {} : { facts }),
    ...(cached === undefined ? {} : { cached }),
  };
  const [verdict] = await judge([rule], target, { exact, values });
  return verdict ?? expect.fail('no verdict');
};

/** Judges an example of a bench with numbered rows and says which of its rows fail. */
export const judgeOn = async (
  bench: ExampleBench,
  check: Check,
  example: CheckExample,
  options: { readonly exact: boolean },
): Promise<{ readonly verdict: Verdict; readonly failingRows: readonly number[] | undefined }> => {
  const { session, table, datasets } = await bench.open(example);
  const rule = ruleOf(check, example, table, datasets);
  const verdict = await verdictOn(session, table, rule, options);
  if (rule.failing === undefined || verdict.status === 'unknown') return { verdict, failingRows: undefined };
  const marked = subquery(
    { everything: true, columns: { '#fails': rule.failing }, from: table.relation },
    'marked',
  );
  const rows = await session.query({
    columns: { n: column(rowNumber) },
    from: marked,
    where: column('#fails'),
    orderBy: [{ by: column(rowNumber) }],
  });
  return { verdict, failingRows: rows.map((row) => Number(row.n)) };
};

/** Judges one example in an engine of its own and says which of its rows fail. */
export const judgeExample = async (
  engine: TestEngine,
  check: Check,
  example: CheckExample,
  options: { readonly exact: boolean },
): ReturnType<typeof judgeOn> => {
  const bench = await exampleBench(engine, [example], numbered);
  try {
    return await judgeOn(bench, check, example, options);
  } finally {
    await bench.close();
  }
};
