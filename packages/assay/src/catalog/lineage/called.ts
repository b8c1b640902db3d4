import type { VersionAt } from '../../domain/lineage-walk.ts';
import { type ObjectId, objectIdSchema } from '../../domain/object-id.ts';
import { type Store, statement } from '../store.ts';

/** What ids begin with these letters: of versions, of their trees, of what made them, and of files and folders that versions were made from. */
export interface Called {
  readonly versions: readonly VersionAt[];
  readonly files: readonly ObjectId[];
}

export const calledSo = async (store: Store, beginning: string): Promise<Called> => {
  const [versions, files] = await Promise.all([
    store.rows<{ name: string; number: number }>(
      statement(
        `SELECT name, number FROM versions WHERE substr(id, 1, length(?)) = ? OR substr(execution, 1, length(?)) = ?
           OR substr(tree, 1, length(?)) = ? ORDER BY name, number`,
        ...Array.from({ length: 6 }, () => beginning),
      ),
    ),
    store.rows<{ input: string }>(
      statement(
        `SELECT DISTINCT input FROM made_from WHERE kind <> 'version' AND substr(input, 1, length(?)) = ? ORDER BY input`,
        beginning,
        beginning,
      ),
    ),
  ]);
  return {
    versions: versions.map(({ name, number }) => ({ name, number: Number(number) })),
    files: files.map(({ input }) => objectIdSchema.parse(input)),
  };
};
