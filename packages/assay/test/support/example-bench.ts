import { expect } from 'vitest';
import type { CheckExample } from '../../src/checks/check.ts';
import type { OpenTable, Session } from '../../src/engines/engine.ts';
import type { Reachable } from '../../src/plan/context.ts';
import type { TestEngine, TestTable } from './tables.ts';

/** An example's table in an engine, with the datasets it looks at beside it. */
export interface OpenExample {
  readonly session: Session;
  readonly table: OpenTable;
  readonly datasets: ReadonlyMap<string, Reachable>;
}

/**
 * The tables of many examples, placed in an engine at once and opened in one session: to make a database and a session for each costs many
 * times what its rules cost.
 */
export interface ExampleBench {
  readonly open: (example: CheckExample) => Promise<OpenExample>;
  readonly close: () => Promise<void>;
}

export const rowNumber = '#row';

/** The rows with their numbers, in a column that no example uses and no rule sees. */
export const numbered = ({ columns, rows }: TestTable): TestTable => ({
  columns: { ...columns, [rowNumber]: 'integer' },
  rows: rows.map((row, index) => [...row, index]),
});

/** A session that opens nothing more once users' SQL has run in it. */
interface OpenSession {
  readonly session: Session;
  readonly isLocked: () => boolean;
}

const watched = (session: Session): OpenSession => {
  let isLocked = false;
  return {
    isLocked: () => isLocked,
    session: {
      ...session,
      queryUserSql: (...asked) => {
        isLocked = true;
        return session.queryUserSql(...asked);
      },
    },
  };
};

export const exampleBench = async (
  engine: TestEngine,
  examples: readonly CheckExample[],
  tableOf: (example: TestTable) => TestTable = (example) => example,
): Promise<ExampleBench> => {
  const numbers = new Map(examples.map((example, index) => [example, index]));
  const nameOf = (example: CheckExample, table: string): string =>
    `${numbers.get(example) ?? expect.fail(`${example.title} is not on the bench`)} ${table}`;
  const placed = await engine.place(
    Object.fromEntries(
      examples.flatMap((example) => [
        [nameOf(example, 'example'), tableOf(example)],
        ...Object.entries(example.datasets ?? {}).map(([name, table]) => [nameOf(example, name), table]),
      ]),
    ),
  );
  let current = watched(await placed.connect());
  const open = (example: CheckExample, name: string): Promise<OpenTable> =>
    current.session.open(placed.sources[nameOf(example, name)] ?? expect.fail(name), { name, declared: [] });
  return {
    open: async (example) => {
      if (current.isLocked()) {
        await current.session.close();
        current = watched(await placed.connect());
      }
      const datasets = new Map<string, Reachable>();
      for (const name of Object.keys(example.datasets ?? {})) {
        const { relation, columns } = await open(example, name);
        datasets.set(name, { kind: 'table', table: relation, columns });
      }
      const table = await open(example, 'example');
      const columns = table.columns.filter(({ name }) => name !== rowNumber);
      return { session: current.session, table: { ...table, columns }, datasets };
    },
    close: async () => {
      await current.session.close();
      await placed.remove();
    },
  };
};
