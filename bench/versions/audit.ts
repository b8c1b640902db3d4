import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { govern } from '../../packages/assay/src/catalog/audit.ts';
import { catalogFile } from '../../packages/assay/src/catalog/catalog-file.ts';
import { openDatabase } from '../../packages/assay/src/catalog/sqlite/open-database.ts';
import { sqliteStore } from '../../packages/assay/src/catalog/sqlite/sqlite-store.ts';
import { insertVersion } from '../../packages/assay/src/catalog/versions/save-version.ts';
import { leadAlias } from '../../packages/assay/src/catalog/versions/tag-version.ts';
import { canonicalJson } from '../../packages/assay/src/domain/canonical-json.ts';
import { objectId } from '../../packages/assay/src/domain/object-id.ts';
import type { VersionRecord } from '../../packages/assay/src/domain/version-record.ts';
import { costOf } from './measure.ts';

/**
 * Follows an audit of so many entries, holds the catalog against it, and prints a table: `node bench/versions/audit.ts --entries 1000000`. Half of the
 * entries add a version, half move a tag.
 */
const { values } = parseArgs({
  options: { entries: { type: 'string', default: '1000000' }, keep: { type: 'boolean' } },
});
const entries = Number(values.entries);
const at = new Date(0).toISOString();
const idOf = (text: string) => objectId(hash('sha256', text, 'hex'));

const assay = join(import.meta.dirname, '../../packages/assay/bin/assay.js');
const above = mkdtempSync(join(tmpdir(), 'assay-audit-'));
const folder = join(above, 'project');
mkdirSync(folder);
const file = catalogFile(folder);
const store = sqliteStore(await openDatabase(file), file);
const by = { at, owner: 'a@plant.example', reason: 'because' };

const twoEntries = (number: number) => {
  const name = `name${number % 100}`;
  const version = Math.floor(number / 100) + 1;
  const record: VersionRecord = {
    schema: 'assay.version/v1',
    name,
    kind: 'dataset',
    form: 'folder',
    tree: idOf(`tree ${number}`),
    files: 1,
    bytes: 1,
    createdAt: at,
    author: by.owner,
    message: '',
    source: 'x',
    metadata: {},
  };
  const id = idOf(`${canonicalJson(record)}\n`);
  return {
    entries: [
      {
        ...by,
        action: 'version.add',
        subject: `${name}@v${version}`,
        detail: { id, tree: record.tree, tags: [] },
      },
      { ...by, action: 'alias.move', subject: `${name}@newest`, detail: { before: null, after: version } },
    ],
    statements: [insertVersion(version, { id, record }), leadAlias(name, 'newest', version)],
  };
};

const atOnce = 5000;
for (let done = 0; done < entries / 2; done += atOnce) {
  await govern(store, async () => {
    const pairs = Array.from({ length: Math.min(atOnce, entries / 2 - done) }, (_none, index) =>
      twoEntries(done + index),
    );
    return {
      entries: pairs.flatMap((pair) => pair.entries),
      statements: pairs.flatMap((pair) => pair.statements),
      result: undefined,
    };
  });
  // What the driver prepared is freed between turns only.
  await setImmediate();
}
await store.close();

const cost = costOf([process.execPath, '--conditions=assay-source', assay, 'audit', 'verify'], folder);
if (values.keep !== true) rmSync(above, { recursive: true });
else process.stdout.write(`${folder}\n`);
process.stdout.write(
  `| entries | seconds | CPU seconds | memory, peak | load |\n| ---: | ---: | ---: | ---: | ---: |\n| ${[
    entries.toLocaleString('en'),
    cost.seconds.toFixed(1),
    cost.cpuSeconds.toFixed(1),
    `${Math.round(cost.peakBytes / 1e6)} MB`,
    loadavg()[0]?.toFixed(1),
  ].join(' | ')} |\n`,
);
