import type { OpenTable, Session } from '../engines/engine.ts';
import { type Dialect, Unsupported } from '../sql/dialect.ts';
import { printSelect } from '../sql/print.ts';
import { admittedRows, type Marked } from './quarantine-select.ts';

/** After the dataset, where that is not too long for a name. */
const viewName = (dataset: string, dialect: Dialect): string => {
  try {
    return dialect.identifier(`${dataset}_admitted`);
  } catch (cause) {
    if (!(cause instanceof Unsupported)) throw cause;
    return dialect.identifier('admitted');
  }
};

/** SQL for a person to run: a view of the rows that no rule refuses. Assay itself changes nothing in a database. */
export const admittedView = (
  session: Session,
  marked: Marked,
  { columns }: OpenTable,
  name: string,
): string =>
  `CREATE VIEW ${viewName(name, session.dialect)} AS\n${printSelect(admittedRows(marked, columns, []), session.dialect)};\n`;
