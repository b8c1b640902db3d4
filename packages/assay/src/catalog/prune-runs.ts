import { runNames } from './list-runs.ts';
import { placeholders, type Store, statement, type Value } from './store.ts';

/** Which runs go: those beyond either limit. The last admitted run of each name stays, whatever the limits say. */
export interface PruneLimits {
  /** The newest so many runs of each name stay. */
  readonly keep?: number;
  /** Runs that started before this time go; ISO 8601 in UTC. */
  readonly startedBefore?: string;
  /** Only runs of this dataset or model. */
  readonly name?: string;
  /** The oldest so many of each name; all without it. */
  readonly most?: number;
  /** Told after each step how many runs of how many are gone. */
  readonly onProgress?: (name: string, done: number, total: number) => void;
}

export interface Pruned {
  readonly name: string;
  readonly removed: number;
}

/** Others may write between two steps. */
const runsAtOnce = 500;

const goingOf = async (
  store: Store,
  name: string,
  { keep, startedBefore, most = 1_000_000 }: PruneLimits,
): Promise<readonly number[]> => {
  const beyond: readonly (readonly [string, ...Value[]])[] = [
    ...(keep === undefined
      ? []
      : [
          [
            `SELECT seq FROM runs WHERE name = ? AND seq <=
               (SELECT seq FROM runs WHERE name = ? ORDER BY seq DESC LIMIT 1 OFFSET ?)`,
            name,
            name,
            keep,
          ] as const,
        ]),
    ...(startedBefore === undefined
      ? []
      : [['SELECT seq FROM runs WHERE name = ? AND started_at < ?', name, startedBefore] as const]),
  ];
  if (beyond.length === 0) return [];
  const rows = await store.rows<{ seq: number }>(
    statement(
      `SELECT seq FROM (${beyond.map(([sql]) => sql).join(' UNION ')}) AS going
       WHERE seq <> coalesce(
         (SELECT seq FROM runs WHERE name = ? AND decision IN ('admit', 'warn') ORDER BY seq DESC LIMIT 1), 0)
       ORDER BY seq LIMIT ?`,
      ...beyond.flatMap(([, ...parameters]) => parameters),
      name,
      most,
    ),
  );
  return rows.map(({ seq }) => seq);
};

const remove = async (store: Store, name: string, seqs: readonly number[]): Promise<void> => {
  await store.write([
    statement(
      `DELETE FROM verdicts WHERE rule IN (SELECT id FROM rules WHERE name = ?) AND run IN ${placeholders([seqs])}`,
      name,
      ...seqs,
    ),
    statement(`DELETE FROM runs WHERE seq IN ${placeholders([seqs])}`, ...seqs),
  ]);
};

const pruneName = async (store: Store, name: string, limits: PruneLimits): Promise<Pruned> => {
  const going = await goingOf(store, name, limits);
  for (let done = 0; done < going.length; done += runsAtOnce) {
    limits.onProgress?.(name, done, going.length);
    await remove(store, name, going.slice(done, done + runsAtOnce));
  }
  if (going.length > 0)
    await store.write([
      statement(
        `DELETE FROM rules WHERE name = ?
           AND NOT EXISTS (SELECT 1 FROM verdicts WHERE verdicts.rule = rules.id)`,
        name,
      ),
    ]);
  return { name, removed: going.length };
};

/** Removes the runs beyond the limits, with their documents, verdicts and profiles; says how many of which name went. */
export const pruneRuns = async (store: Store, limits: PruneLimits): Promise<readonly Pruned[]> => {
  const names = limits.name === undefined ? await runNames(store) : [limits.name];
  const pruned: Pruned[] = [];
  for (const name of names) pruned.push(await pruneName(store, name, limits));
  return pruned.filter(({ removed }) => removed > 0);
};
