import type { Check, CheckExample } from '../../src/checks/check.ts';
import type { Demand } from '../../src/contract/demand.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import { bind } from '../../src/plan/bind.ts';
import { contextOf, findColumn, type Reachable } from '../../src/plan/context.ts';
import { judge } from '../../src/run/judge.ts';
import { column } from '../../src/sql/expression.ts';
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
    const datasets = new Map<string, Reachable>();
    for (const name of Object.keys(example.datasets ?? {})) {
      const source = placed.sources[name];
      if (source === undefined) throw new Error(`no table ${name}`);
      const opened = await session.open(source, { name, declared: [] });
      datasets.set(name, { kind: 'table', table: opened.relation, columns: opened.columns });
    }
    const source = placed.sources.example;
    if (source === undefined) throw new Error('no example table');
    const opened = await session.open(source, { name: 'example', declared: [] });
    const around = {
      table: opened.relation,
      wholeTable: opened.relation,
      columns: opened.columns.filter(({ name }) => name !== '#row'),
      datasets,
      ...(example.files === undefined ? {} : { files: example.files }),
      history: example.history ?? [],
      now: example.now ?? '2026-01-01T00:00:00.000Z',
    };
    const { rules, problems } = bind([demandOf(check, example)], {
      context: (demand, comparison) => contextOf(around, demand, comparison),
    });
    const [rule] = rules;
    if (rule === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
    const context = {
      column: (name: string) => {
        const found = findColumn(opened.columns, name);
        if (found === undefined) throw new Error(`no column ${name}`);
        return found;
      },
      hashName: session.dialect.hashName,
    };
    const [verdict] = await judge(
      [rule],
      { session, table: around.table, context, ...(options.exact ? {} : { facts: opened.facts }) },
      options,
    );
    if (verdict === undefined) throw new Error('no verdict');
    return { verdict, failingRows: await failingRowsOf() };

    async function failingRowsOf(): Promise<readonly number[] | undefined> {
      if (rule?.failing === undefined || verdict?.status === 'unknown') return undefined;
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
