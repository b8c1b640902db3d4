import { tmpdir } from 'node:os';
import type { Row } from '../../src/domain/cell.ts';
import type { Source } from '../../src/domain/source.ts';
import { duckdb } from '../../src/engines/duckdb/duckdb.ts';

/** The rows of a file that a test wrote, in their order. */
export const readRows = async (path: string): Promise<readonly Row[]> => {
  const source: Source = { kind: 'files', path };
  const session = await duckdb.connect(source, { workFolder: tmpdir() });
  try {
    const { relation } = await session.open(source, { name: 'read', declared: [] });
    return await session.query({ everything: true, columns: {}, from: relation });
  } finally {
    await session.close();
  }
};
