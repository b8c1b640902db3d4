import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { catalogFile } from '../../packages/assay/src/catalog/catalog-file.ts';
import { originStatements } from '../../packages/assay/src/catalog/lineage/keep-origin.ts';
import { openDatabase } from '../../packages/assay/src/catalog/sqlite/open-database.ts';
import { sqliteStore } from '../../packages/assay/src/catalog/sqlite/sqlite-store.ts';
import type { Statement } from '../../packages/assay/src/catalog/store.ts';
import { insertVersion } from '../../packages/assay/src/catalog/versions/save-version.ts';
import type { Execution, ExecutionInput } from '../../packages/assay/src/domain/execution.ts';
import { objectId } from '../../packages/assay/src/domain/object-id.ts';
import { costOf } from './measure.ts';

/** Asks of the origin of versions that were each made from the two before them, and prints a table: `node bench/versions/lineage.ts --versions 100000`. */
const { values } = parseArgs({ options: { versions: { type: 'string', default: '100000' } } });
const count = Number(values.versions);
const idOf = (text: string) => objectId(hash('sha256', text, 'hex'));
const inputOf = (number: number): ExecutionInput => ({
  kind: 'version',
  name: 'chain',
  id: idOf(`version ${number}`),
});

const assay = join(import.meta.dirname, '../../packages/assay/bin/assay.js');
const above = mkdtempSync(join(tmpdir(), 'assay-lineage-'));
const folder = join(above, 'project');
mkdirSync(folder);
const file = catalogFile(folder);
const store = sqliteStore(await openDatabase(file), file);

const statementsOf = (number: number): readonly Statement[] => {
  const execution: Execution = {
    schema: 'assay.execution/v1',
    how: 'stated',
    inputs: [number - 2, number - 1].filter((one) => one > 0).map(inputOf),
    parameters: { step: `${number}` },
  };
  const origin = { id: idOf(`execution ${number}`), execution };
  const added = insertVersion(number, {
    id: idOf(`version ${number}`),
    record: {
      schema: 'assay.version/v1',
      name: 'chain',
      kind: 'dataset',
      form: 'file',
      tree: idOf(`tree ${number}`),
      files: 1,
      bytes: 1,
      createdAt: new Date(0).toISOString(),
      author: 'ana@plant.example',
      message: '',
      source: 'x',
      metadata: {},
      execution: origin.id,
    },
  });
  return [added, ...originStatements(origin)];
};

const atOnce = 1000;
for (let first = 1; first <= count; first += atOnce)
  await store.write(
    Array.from({ length: Math.min(atOnce, count - first + 1) }, (_none, at) =>
      statementsOf(first + at),
    ).flat(),
  );
await store.close();

const questions: readonly (readonly [string, readonly string[]])[] = [
  ['up, 200 shown', ['chain', '--up']],
  ['up, 3 steps', ['chain', '--up', '--depth', '3']],
  ['down of the first, 200 shown', ['chain@v1', '--down']],
  ['by a parameter', ['--param', `step=${Math.ceil(count / 2)}`, '--depth', '1']],
  ['up, all', ['chain', '--up', '--limit', `${count + 1}`, '--json']],
];
process.stdout.write(
  `${count.toLocaleString('en')} versions\n\n| question | seconds | CPU seconds | memory, peak | load |\n| --- | ---: | ---: | ---: | ---: |\n`,
);
for (const [name, words] of questions) {
  const cost = costOf([process.execPath, '--conditions=assay-source', assay, 'lineage', ...words], folder);
  process.stdout.write(
    `| ${[name, cost.seconds.toFixed(2), cost.cpuSeconds.toFixed(2), `${Math.round(cost.peakBytes / 1e6)} MB`, loadavg()[0]?.toFixed(1)].join(' | ')} |\n`,
  );
}
rmSync(above, { recursive: true, force: true });
