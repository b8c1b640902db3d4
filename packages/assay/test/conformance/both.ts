import { afterAll, beforeAll } from 'vitest';
import type { Row } from '../../src/domain/cell.ts';
import type { Column } from '../../src/domain/column.ts';
import type { OpenTable, Session } from '../../src/engines/engine.ts';
import type { Relation, Select } from '../../src/sql/select.ts';
import { type Placed, type TestTable, testEngines } from '../support/tables.ts';

export interface Side {
  readonly name: string;
  readonly session: Session;
  readonly tables: Readonly<Record<string, OpenTable>>;
}

/** The tables in every engine for the tests of a file; `ask` gives the answer of each, or what it refuses with. */
export const inEveryEngine = (tables: Readonly<Record<string, TestTable>>) => {
  const sides: Side[] = [];
  const placedTables: Placed[] = [];
  beforeAll(async () => {
    for (const engine of testEngines) {
      const placed = await engine.place(tables);
      placedTables.push(placed);
      const session = await placed.connect();
      const opened: Record<string, OpenTable> = {};
      for (const name of Object.keys(tables)) {
        const source = placed.sources[name];
        if (source === undefined) throw new Error(`no table ${name}`);
        opened[name] = await session.open(source, { name, declared: [] });
      }
      sides.push({ name: engine.name, session, tables: opened });
    }
  });
  afterAll(async () => {
    for (const { session } of sides) await session.close();
    for (const placed of placedTables) await placed.remove();
  });
  return {
    sides,
    ask: async (
      name: string,
      select: (from: Relation, columns: readonly Column[]) => Select,
    ): Promise<readonly (readonly Row[])[]> => {
      const answers: (readonly Row[])[] = [];
      for (const side of sides) {
        const table = side.tables[name];
        if (table === undefined) throw new Error(`no table ${name}`);
        answers.push(await side.session.query(select(table.relation, table.columns)));
      }
      return answers;
    },
  };
};
