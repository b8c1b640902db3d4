import type { OpenTable, Session } from '../engines/engine.ts';
import { printSelect } from '../sql/print.ts';
import { admittedRows, type Marked } from './quarantine-select.ts';

/** SQL for a person to run: a view of the rows that no rule refuses. Assay itself changes nothing in a database. */
export const admittedView = (
  session: Session,
  marked: Marked,
  { columns }: OpenTable,
  name: string,
): string =>
  `CREATE VIEW ${session.dialect.identifier(`${name}_admitted`)} AS\n${printSelect(admittedRows(marked, columns, []), session.dialect)};\n`;
