import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineFor } from '../../packages/assay/src/engines/registry.ts';
import { across } from '../../packages/assay/src/operations/suggest/across/registry.gen.ts';
import { findKeys } from '../../packages/assay/src/operations/suggest/find-keys.ts';
import { lookAt } from '../../packages/assay/src/operations/suggest/look.ts';
import { splitTable } from '../../packages/assay/src/operations/suggest/split-table.ts';
import type { SuggestionAcross } from '../../packages/assay/src/operations/suggest/suggester.ts';

export interface FoundAcross {
  readonly by: string;
  readonly suggestion: SuggestionAcross;
}

export interface AcrossFile {
  readonly rows: number;
  readonly found: readonly FoundAcross[];
  readonly seconds: Readonly<Record<string, number>>;
}

/** Everything the suggesters across columns say of one file, and how long each took. */
export const acrossFile = async (path: string): Promise<AcrossFile> => {
  const workFolder = mkdtempSync(join(tmpdir(), 'assay-across-'));
  const source = { kind: 'files', path } as const;
  const session = await engineFor(source).connect(source, { workFolder });
  try {
    const opened = await session.open(source, { name: 'it', declared: [] });
    const looking = { session };
    const began = performance.now();
    const looked = await lookAt(looking, await splitTable(looking, opened), 'it');
    const keys = await findKeys(looking, opened.relation, looked);
    const seconds: Record<string, number> = { look: (performance.now() - began) / 1000 };
    const asking = {
      looking,
      table: opened.relation,
      looked,
      keys,
      cadence: undefined,
      confidential: new Set<string>(),
    };
    const found: FoundAcross[] = [];
    for (const one of across) {
      const from = performance.now();
      for (const suggestion of await one.suggest(asking)) found.push({ by: one.id, suggestion });
      seconds[one.id] = (performance.now() - from) / 1000;
    }
    return { rows: looked.rows, found, seconds };
  } finally {
    await session.close();
    rmSync(workFolder, { recursive: true, force: true });
  }
};
