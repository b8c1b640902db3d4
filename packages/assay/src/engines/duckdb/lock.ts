import { resolve } from 'node:path';
import type { WorkFolder } from '../files/work-folder.ts';
import type { DuckdbConnection } from './connection.ts';
import { duckdbDialect } from './dialect.ts';
import { exactly } from './file-list.ts';

const { literal } = duckdbDialect;

/** Shuts a session before users' SQL runs: no file but those of the views, no extension, no network, no setting. */
export interface Lock {
  readonly allows: (paths: readonly string[]) => void;
  readonly close: () => Promise<void>;
  readonly locked: () => boolean;
}

export const lockOf = (connection: DuckdbConnection, work: WorkFolder): Lock => {
  const allowed = new Set<string>();
  let locked = false;
  return {
    allows: (paths) => {
      for (const path of paths) allowed.add(path);
    },
    locked: () => locked,
    close: async () => {
      if (locked) return;
      const paths = [...allowed].flatMap((path) => [path, exactly(path), resolve(path)]);
      await connection.run(
        [
          ...(paths.length === 0
            ? []
            : [`SET allowed_paths = [${[...new Set(paths)].map(literal).join(', ')}]`]),
          `SET allowed_directories = [${literal(resolve(work.path))}, ${literal(resolve(work.spill))}]`,
          'SET enable_external_access = false',
          'SET lock_configuration = true',
        ].join('; '),
      );
      locked = true;
    },
  };
};
