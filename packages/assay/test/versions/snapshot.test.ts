import { DuckDBInstance } from '@duckdb/node-api';
import { beforeEach, expect, test } from 'vitest';
import { addVersion } from '../../src/operations/versions/add.ts';
import { checkOutVersion } from '../../src/operations/versions/check-out.ts';
import { readProject } from '../../src/project/project.ts';
import { contractText } from '../support/contract-text.ts';
import { readRows } from '../support/read-rows.ts';
import { folderPerTest } from '../support/test-folder.ts';

const folder = folderPerTest();
beforeEach(async () => {
  folder.write(
    'orders.odcs.yaml',
    contractText(
      'orders',
      '{name: id, physicalName: order_id, logicalType: integer, primaryKey: true, required: true}',
      '{name: amount, logicalType: number}',
    ),
  );
  folder.write(
    'assay.yaml',
    'version: 1\nconnections:\n  plant: {type: duckdb, path: plant.duckdb}\ndatasets:\n  orders: {connection: plant, table: orders, contract: orders.odcs.yaml, where: "amount >= 0"}\n',
  );
  await sql('CREATE TABLE orders (order_id INTEGER, amount DOUBLE)');
  await sql('INSERT INTO orders SELECT i, i / 2 FROM range(300000) t(i) ORDER BY hash(i)');
});

const sql = async (text: string): Promise<void> => {
  const instance = await DuckDBInstance.create(folder.at('plant.duckdb'));
  const connection = await instance.connect();
  await connection.run(text);
  connection.closeSync();
  instance.closeSync();
};
const add = () =>
  addVersion(readProject(folder.path, { env: {}, vars: {} }), {
    name: 'orders',
    author: 'ana',
    cwd: folder.path,
  });

test('a table is kept as a snapshot: judged, in the order of its key, equal bytes for equal rows', async () => {
  const first = await add();
  expect(first).toMatchObject({
    isNew: true,
    version: { number: 1, record: { form: 'file', files: 1 }, gates: [{ decision: 'admit' }] },
    run: { subject: { rows: 300_000 } },
  });
  expect(first.version.record.source).toMatch(/plant\.duckdb#orders$/);
  await sql(
    'CREATE TABLE again AS SELECT * FROM orders ORDER BY hash(order_id + 1); DROP TABLE orders; ALTER TABLE again RENAME TO orders; INSERT INTO orders VALUES (-1, -1)',
  );
  expect(await add()).toMatchObject({ isNew: false, version: { number: 1 } });
  await sql('UPDATE orders SET amount = 7 WHERE order_id = 3');
  expect(await add()).toMatchObject({ isNew: true, version: { number: 2 } });
  await checkOutVersion(folder.path, {
    version: 'orders@v2',
    to: 'out.parquet',
    actor: 'ana',
    cwd: folder.path,
  });
  const rows = await readRows(folder.at('out.parquet'));
  expect(rows.slice(2, 4)).toEqual([
    { order_id: 2, amount: 1 },
    { order_id: 3, amount: 7 },
  ]);
});
