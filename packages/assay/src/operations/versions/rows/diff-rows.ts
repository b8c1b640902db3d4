import { Refusal, reasonOf, refuse } from '../../../domain/problem.ts';
import type { VersionDiff } from '../../../domain/version-reports.ts';
import { QueryFailed } from '../../../engines/engine.ts';
import type { Project } from '../../../project/project.ts';
import { noTable } from '../no-table.ts';
import { type DiffTables, diffTables } from './diff-tables.ts';

/** What differs between the rows of two versions, or why they were not compared: files can be compared all the same. */
export const diffRows = async (
  project: Project,
  given: DiffTables,
): Promise<Pick<VersionDiff, 'table' | 'notCompared'>> => {
  const { before, after, key } = given;
  if (before.record.kind !== 'dataset' || after.record.kind !== 'dataset') return {};
  if (before.record.tree === after.record.tree) return {};
  try {
    return { table: await diffTables(project, given) };
  } catch (cause) {
    if (cause instanceof QueryFailed && given.signal?.aborted !== true)
      return refuse(
        'source-unreadable',
        `the engine cannot compare the rows of ${after.record.name}: ${cause.message.split(':')[0]}`,
        'compare files only: --files',
        {},
        cause,
      );
    const isNoTable = cause instanceof Refusal && cause.problems.every(({ code }) => noTable.has(code));
    if (!isNoTable || key !== undefined) throw cause;
    return { notCompared: reasonOf(cause) };
  }
};
