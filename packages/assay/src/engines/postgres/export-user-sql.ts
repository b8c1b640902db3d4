import type { UserExportOptions } from '../engine.ts';
import type { WorkFolder } from '../files/work-folder.ts';
import { expectUnique, sortedFirst } from '../user-text.ts';
import type { Batch, PostgresClient } from './client.ts';
import { postgresDialect } from './dialect.ts';
import { exportQuery } from './export.ts';
import type { OpenedTable } from './open-table.ts';
import { withUserSql } from './user-sql.ts';

const { identifier } = postgresDialect;

/** Types with an order of their own that is the same everywhere, by oid; all others are ordered by their text. */
const ordered: ReadonlySet<number> = new Set([
  16, 17, 20, 21, 23, 26, 700, 701, 1082, 1083, 1114, 1184, 1186, 1700, 2950,
]);

const fieldsOf = async (client: PostgresClient, text: string): Promise<Batch['fields']> => {
  for await (const { fields } of client.batches(`${text} LIMIT 0`, 1, (_oid, cell) => cell)) return fields;
  return [];
};

const orderOf = ({ name, oid }: Batch['fields'][number]): string =>
  `answer.${identifier(name)}${ordered.has(oid) ? '' : '::text COLLATE "C"'}`;

/** Writes the rows of a user's text to a file. */
export const exportUserSql = (
  client: PostgresClient,
  sql: string,
  tables: ReadonlyMap<string, OpenedTable>,
  path: string,
  work: WorkFolder,
  { orderBy = [], ...options }: UserExportOptions,
): Promise<void> =>
  withUserSql(client, sql, tables, undefined, async (text) => {
    const fields = await fieldsOf(client, text);
    const names = fields.map(({ name }) => name);
    expectUnique(names, sql);
    const order = sortedFirst(names, orderBy).flatMap((name) => fields.filter((one) => one.name === name));
    const ordering = order.length === 0 ? '' : ` ORDER BY ${order.map(orderOf).join(', ')}`;
    await exportQuery(client, `${text}${ordering}`, path, work, options);
  });
