import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Suspects } from '../../packages/assay/src/domain/suspects.ts';
import { suspectsOf } from '../../packages/assay/src/operations/suspects.ts';
import { findProjectFolder } from '../../packages/assay/src/project/find.ts';
import { readProject } from '../../packages/assay/src/project/project.ts';
import { csvText, type Table } from './csv.ts';

/** Every suspect of a table, found as a user finds them: in a CSV file, without a contract. */
export const suspectsIn = async (table: Table): Promise<Suspects> => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-cells-'));
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'table.csv'), csvText(table));
    const project = readProject(findProjectFolder(folder), { env: {}, vars: {} });
    return await suspectsOf(project, { source: 'table.csv', cwd: folder, most: Number.MAX_SAFE_INTEGER });
  } finally {
    rmSync(folder, { recursive: true });
  }
};
