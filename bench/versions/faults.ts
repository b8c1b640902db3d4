// Kills processes at random points and looks what is left: `node bench/versions/faults.ts [--kills 200] [--seed 1]`. Prints Markdown.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openCatalog } from '../../packages/assay/src/catalog/catalog.ts';
import { migrations } from '../../packages/assay/src/catalog/migrations/migrations.ts';
import { applicationId } from '../../packages/assay/src/catalog/sqlite/open-database.ts';
import { words } from '../../packages/assay/src/catalog/sqlite/words.ts';
import { addVersion } from '../../packages/assay/src/operations/versions/add.ts';
import { verifyVersions } from '../../packages/assay/src/operations/versions/verify.ts';
import { readProject } from '../../packages/assay/src/project/project.ts';
import { repositoryIn } from '../../packages/assay/src/versions/repository.ts';
import { randomFrom } from '../random.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});
const kinds = ['add', 'gc', 'tag', 'promote', 'migrate'] as const;
type Kind = (typeof kinds)[number];
const random = randomFrom(Number(values.seed));

/** What acknowledges nothing any more once it is killed: everything it printed before. */
const killed = async (
  kind: Kind,
  home: string,
  seed: number,
  afterMillis: number,
): Promise<readonly string[]> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'act.ts'), kind, home, String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout))
    if (line === 'ready') void sleep(afterMillis).then(() => child.kill('SIGKILL'));
    else lines.push(line);
  const [, signal] = await ended;
  if (signal !== 'SIGKILL') throw new Error(`${kind} ended by itself: ${lines.at(-1)}`);
  return lines;
};

/** A catalog as an early version left it, with a thing in it to lose. */
const writeOldCatalog = (file: string): void => {
  const db = new DatabaseSync(file);
  for (const { sql } of migrations.slice(0, 2)) db.exec(sql(words));
  db.prepare('INSERT INTO audit (at, action, subject, owner, reason, detail) VALUES (?, ?, ?, ?, ?, ?)').run(
    '2026-01-01T00:00:00.000Z',
    'waive',
    'r',
    'a',
    '',
    '{}',
  );
  db.exec(`PRAGMA application_id = ${applicationId}`);
  db.exec('PRAGMA user_version = 2');
  db.close();
};

const begun = async (): Promise<string> => {
  const home = mkdtempSync(join(tmpdir(), 'assay-kill-'));
  const project = readProject(home, { env: {}, vars: {} });
  writeFileSync(join(home, 'assay.yaml'), 'version: 1\nstages:\n  candidate: {gate: none}\n');
  for (let version = 1; version <= 5; version += 1) {
    mkdirSync(join(home, 'base'), { recursive: true });
    writeFileSync(join(home, 'base', `f${version}`), `base ${version}`);
    await addVersion(project, { path: join(home, 'base'), name: 'base', author: 'a', cwd: home });
  }
  writeOldCatalog(join(home, 'old.db'));
  return home;
};

/** Objects of no version, as interrupted additions leave them. */
const litter = async (home: string): Promise<void> => {
  const { objects } = repositoryIn(join(home, '.assay'));
  for (let one = 0; one < 60; one += 1) await objects.put(`litter ${random()}`);
  const old = new Date(Date.now() - 60_000);
  for (const name of readdirSync(objects.folder).filter((two) => two.length === 2))
    for (const rest of readdirSync(join(objects.folder, name)))
      utimesSync(join(objects.folder, name, rest), old, old);
};

/** What was acknowledged and is not so. */
const lost = async (home: string, kind: Kind, lines: readonly string[]): Promise<readonly string[]> => {
  const problems: string[] = [];
  const catalog = await openCatalog(home);
  const versions = await catalog.versions.list({ limit: 1_000_000 });
  if (kind === 'add')
    for (const line of lines)
      if (!versions.some(({ number, id, record }) => `${record.name}@v${number} ${id}` === line))
        problems.push(line);
  const moves = kind === 'tag' || kind === 'promote' ? lines : [];
  const last = new Map(moves.map((line) => line.split(' ')).map(([, alias = '', to = '']) => [alias, to]));
  const audit = await catalog.audit.list();
  for (const [alias, to] of last) {
    const [name = '', word = ''] = alias.split('@');
    const now = versions.find(({ record, aliases }) => record.name === name && aliases.includes(word));
    const said = audit.findLast(
      ({ subject, detail, action }) =>
        (subject === alias && action === 'alias.move') ||
        (detail.stage === word && action.startsWith('stage.')),
    );
    // What was done and not acknowledged before the kill may be there too, as the audit says.
    if (now === undefined || (`${name}@v${now.number}` !== to && said?.detail.after !== now.number))
      problems.push(`${alias} → ${to}`);
  }
  const { broken } = await catalog.audit.follow();
  if (broken !== undefined) problems.push(`audit: ${broken.what}`);
  await catalog.close();
  for (const { version, what, object } of (await verifyVersions(home, { deep: true })).damage)
    problems.push(`${version}: ${object} ${what}`);
  for (const line of lines.filter((one) => one.startsWith('begun '))) {
    const folder = line.slice('begun '.length);
    const migrated = await openCatalog(folder);
    if ((await migrated.audit.list()).length !== 1 || (await migrated.audit.follow()).broken !== undefined)
      problems.push(`migration of ${folder}`);
    await migrated.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return problems;
};

const home = await begun();
const rows = new Map(kinds.map((kind) => [kind, { kills: 0, acknowledged: 0, lost: [] as string[] }]));
for (let kill = 0; kill < Number(values.kills); kill += 1) {
  const kind = kinds[kill % kinds.length] ?? 'add';
  if (kind === 'gc') await litter(home);
  const lines = await killed(kind, home, kill, random() * 400);
  const row = rows.get(kind);
  if (row === undefined) continue;
  row.kills += 1;
  row.acknowledged += lines.filter((line) => !line.startsWith('begun ')).length;
  row.lost.push(...(await lost(home, kind, lines)));
}
rmSync(home, { recursive: true, force: true });
process.stdout.write(
  [
    `\`node bench/versions/faults.ts --kills ${values.kills} --seed ${values.seed}\`, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.`,
    '',
    '| killed while it | kill -9 | acknowledged before | lost or damaged after |',
    '| --- | ---: | ---: | ---: |',
    ...[...rows].map(
      ([kind, row]) => `| ${kind} | ${row.kills} | ${row.acknowledged} | ${row.lost.length} |`,
    ),
    '',
    ...[...rows.values()].flatMap((row) => row.lost.map((what) => `- ${what}`)),
  ].join('\n'),
);
process.exitCode = [...rows.values()].some((row) => row.lost.length > 0) ? 1 : 0;
