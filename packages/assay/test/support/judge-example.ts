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
import type { Placed, TestEngine } from './tables.ts';

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

/** Opens datasets that an example looks at beside its own table. */
export const openOthers = async (
  session: Session,
  placed: Placed,
  names: readonly string[],
): Promise<ReadonlyMap<string, Reachable>> => {
  const found = new Map<string, Reachable>();
  for (const name of names) {
    const source = placed.sources[name] ?? expect.fail(`no table ${name}`);
    const { relation, columns } = await session.open(source, { name, declared: [] });
    found.set(name, { kind: 'table', table: relation, columns });
  }
  return found;
};

/** The numbers of the rows, hidden in a column that no example uses. */
const numbered = (example: CheckExample) => ({
  columns: { ...example.columns, '#row': 'integer' as const },
  rows: example.rows.map((row, index) => [...row, index]),
});

/** Judges an example's table on a real engine and says which rows fail. */
export const judgeExample = async (
  engine: TestEngine,
  check: Check,
  example: CheckExample,
  options: { readonly exact: boolean },
): Promise<{ verdict: Verdict; failingRows: readonly number[] | undefined }> => {
  const placed = await engine.place({ example: numbered(example), ...example.datasets });
  const session = await placed.connect();
  try {
    const datasets = await openOthers(session, placed, Object.keys(example.datasets ?? {}));
    const source = placed.sources.example ?? expect.fail('no example table');
    const opened = await session.open(source, { name: 'example', declared: [] });
    const columns = opened.columns.filter(({ name }) => name !== '#row');
    const rule = ruleOf(check, example, { ...opened, columns }, datasets);
    const verdict = await verdictOn(session, opened, rule, options);
    return { verdict, failingRows: await failingRowsOf() };

    async function failingRowsOf(): Promise<readonly number[] | undefined> {
      if (rule.failing === undefined || verdict.status === 'unknown') return undefined;
      const marked = {
        kind: 'query' as const,
        select: { everything: true, columns: { '#fails': rule.failing }, from: opened.relation },
        as: 'marked',
      };
      const rows = await session.query({
        columns: { n: column('#row') },
        from: marked,
        where: column('#fails'),
        orderBy: [{ by: column('#row') }],
      });
      return rows.map((row) => Number(row.n));
    }
  } finally {
    await session.close();
    await placed.remove();
  }
};
