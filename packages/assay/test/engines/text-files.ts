import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from '../../src/domain/cell.ts';
import type { DeclaredColumn, Source, TextOptions } from '../../src/domain/source.ts';
import { duckdb } from '../../src/engines/duckdb/duckdb.ts';
import type { OpenTable, Session } from '../../src/engines/engine.ts';

export interface Opened {
  readonly session: Session;
  readonly table: OpenTable;
  readonly rows: () => Promise<readonly Row[]>;
}

/** A declared column as a contract gives it. */
export const declares = (
  name: string,
  logicalType: string,
  physicalName = name,
  format?: string,
): DeclaredColumn => ({
  name,
  physicalName,
  logicalType,
  ...(format === undefined ? {} : { logicalTypeOptions: { format } }),
});

/** A folder of test files, and sessions that open them. */
export const testFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-files-'));
  const path = (name: string): string => join(folder, name);
  const open = async (
    source: Source,
    use: (opened: Opened) => Promise<void> | void,
    declared: readonly DeclaredColumn[] = [],
  ): Promise<void> => {
    const session = await duckdb.connect(source, { workFolder: folder });
    try {
      const table = await session.open(source, { name: 'data', declared });
      const rows = () => session.query({ everything: true, columns: {}, from: table.relation });
      await use({ session, table, rows });
    } finally {
      await session.close();
    }
  };
  return {
    folder,
    path,
    open,
    /** Writes a file and opens it. */
    openText: (
      name: string,
      content: string | Uint8Array,
      use: (opened: Opened) => Promise<void> | void,
      how: { readonly declared?: readonly DeclaredColumn[]; readonly options?: TextOptions } = {},
    ): Promise<void> => {
      writeFileSync(path(name), content);
      return open(
        { kind: 'files', path: path(name), ...(how.options ? { options: how.options } : {}) },
        use,
        how.declared,
      );
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
