import type { DriftReport } from '../domain/drift-report.ts';
import type { Source } from '../domain/source.ts';
import type { DriftOptions } from '../operations/drift/reference-of.ts';
import { named, type ProjectOptions, projectOf } from './places.ts';

/**
 * Tells whether a batch is distributed as a reference is: `await drift({ source: 'batch.parquet', against: 'readings@approved' })`. Of batches in
 * which nothing changed at most `falseAlarms` (1/1000) are called drifted, over all columns; changes smaller than `minEffect` are not called so.
 */
export const drift = async (
  options: ProjectOptions &
    Omit<DriftOptions, 'cwd' | 'source' | 'against'> & {
      readonly source: string | Source;
      readonly against: string | Source;
    },
): Promise<DriftReport> => {
  const { driftOf } = await import('../operations/drift/drift.ts');
  const { project, cwd } = projectOf(options);
  return driftOf(project, {
    ...options,
    source: named(options.source, cwd),
    against: named(options.against, cwd),
    cwd,
  });
};
