import { assayFolder } from '../../../catalog/assay-folder.ts';
import type { Catalog } from '../../../catalog/catalog.ts';
import { chunks } from '../../../catalog/chunks.ts';
import type { Origin } from '../../../catalog/lineage/keep-origin.ts';
import { type Execution, executionSchema } from '../../../domain/execution.ts';
import type { ObjectId } from '../../../domain/object-id.ts';
import { refuse } from '../../../domain/problem.ts';
import { type Repository, repositoryIn } from '../../../versions/repository.ts';

/** Undefined where it is no JSON: a record may name any object. */
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    return undefined;
  }
};

const readExecution = async ({ objects }: Repository, id: ObjectId): Promise<Execution> => {
  const read = executionSchema.safeParse(jsonOf((await objects.get(id)).toString()));
  return read.success
    ? read.data
    : refuse(
        'version-damaged',
        `object ${id} is no execution that this Assay reads`,
        'use the newer Assay that wrote it',
      );
};

/** So many in one transaction. */
const atOnce = 200;

/** Learns what made versions that came from elsewhere, from their objects. */
export const learnExecutions = async (folder: string, { lineage }: Catalog): Promise<void> => {
  const ids = await lineage.unknown();
  if (ids.length === 0) return;
  const repository = repositoryIn(assayFolder(folder));
  for (const some of chunks(ids, atOnce)) {
    const origins: Origin[] = [];
    for (const id of some) origins.push({ id, execution: await readExecution(repository, id) });
    await lineage.learn(origins);
  }
};
