import { inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { problem, Refusal } from '../domain/problem.ts';
import { type Run, runSchema } from '../domain/run.ts';
import { listRuns } from './list-runs.ts';
import { type Store, statement } from './store.ts';

/** The stored JSON. Throws `Refusal` where it cannot be unpacked or is none. */
const unpacked = (id: string, body: Uint8Array): unknown => {
  try {
    return JSON.parse(inflateRawSync(body).toString('utf8'));
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    const hint = 'look for a failing disk; the other runs are not affected';
    throw new Refusal([problem('catalog-unusable', `run ${id} is damaged: ${words}`, hint)], { cause });
  }
};

const readDocument = (id: string, body: Uint8Array): Run => {
  const read = runSchema.safeParse(unpacked(id, body));
  if (read.success) return read.data;
  throw new Refusal([
    problem(
      'catalog-unusable',
      `run ${id} is stored in a form this Assay does not read: ${z.prettifyError(read.error)}`,
      'use the Assay that wrote it',
    ),
  ]);
};

/** The run with this id, or with the only id that begins so. */
export const getRun = async (store: Store, id: string): Promise<Run | undefined> => {
  const [first, second] = await store.rows<{ id: string; body: Uint8Array }>(
    statement(
      `SELECT runs.id, documents.body FROM runs JOIN documents ON documents.run = runs.seq
       WHERE runs.id >= ? AND runs.id < ? ORDER BY runs.id LIMIT 2`,
      id,
      `${id}~`,
    ),
  );
  if (first === undefined || (second !== undefined && first.id !== id)) return undefined;
  return readDocument(first.id, first.body);
};

/** The last stored run, of one dataset or of all. */
export const latestRun = async (store: Store, name?: string): Promise<Run | undefined> => {
  const [newest] = await listRuns(store, { ...(name === undefined ? {} : { name }), limit: 1 });
  return newest && getRun(store, newest.id);
};
