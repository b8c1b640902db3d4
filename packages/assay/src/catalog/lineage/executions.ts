import { z } from 'zod';
import { type Execution, executionSchema } from '../../domain/execution.ts';
import { type ObjectId, objectIdSchema } from '../../domain/object-id.ts';
import { chunks } from '../chunks.ts';
import { type Store, statement } from '../store.ts';

const idsSchema = z.array(z.object({ id: objectIdSchema }));

const rowsSchema = z.array(z.object({ id: objectIdSchema, record: z.string() }));
const atOnce = 500;

/** What the catalog knows of some executions; those are absent that it does not know. */
export const executionsOf = async (
  store: Store,
  ids: readonly ObjectId[],
): Promise<ReadonlyMap<ObjectId, Execution>> => {
  const known = new Map<ObjectId, Execution>();
  for (const some of chunks(ids, atOnce)) {
    const rows = await store.rows(
      statement(`SELECT id, record FROM executions WHERE id IN (${some.map(() => '?').join(', ')})`, ...some),
    );
    for (const { id, record } of rowsSchema.parse(rows))
      known.set(id, executionSchema.parse(JSON.parse(record)));
  }
  return known;
};

/** Executions that records of versions name, and the catalog has not learned yet. */
export const unknownExecutions = async (store: Store): Promise<readonly ObjectId[]> =>
  idsSchema
    .parse(
      await store.rows(
        statement(
          `SELECT DISTINCT execution AS id FROM versions
           WHERE execution IS NOT NULL AND NOT EXISTS (SELECT 1 FROM executions WHERE executions.id = versions.execution)
           ORDER BY execution`,
        ),
      ),
    )
    .map(({ id }) => id);
