import { z } from 'zod';
import { type Execution, executionSchema } from '../../domain/execution.ts';
import { type ObjectId, objectIdSchema } from '../../domain/object-id.ts';
import { type Store, statement } from '../store.ts';

const idsSchema = z.array(z.object({ id: objectIdSchema }));

/** What the catalog knows of an execution; undefined where it does not know it. */
export const executionOf = async (store: Store, id: ObjectId): Promise<Execution | undefined> => {
  const [found] = await store.rows<{ record: string }>(
    statement('SELECT record FROM executions WHERE id = ?', id),
  );
  return found && executionSchema.parse(JSON.parse(found.record));
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
