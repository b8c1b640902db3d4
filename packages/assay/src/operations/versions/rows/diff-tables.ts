import type { ContractObject } from '../../../contract/contract.ts';
import type { TableDiff, Tolerance } from '../../../domain/table-diff.ts';
import type { Version } from '../../../domain/version-record.ts';
import type { Project } from '../../../project/project.ts';
import type { Progress } from '../../../run/gate-input.ts';
import { confidentialColumns } from '../../../run/quarantine-columns.ts';
import { inSession } from '../../in-session.ts';
import { primaryKeyIn } from '../../primary-key.ts';
import { bindContract, declaredProperties, type NamedSource } from '../../targets.ts';
import { withStoredCatalog } from '../../with-catalog.ts';
import { inWorkFolder } from '../../work-folder.ts';
import { allowSecrets } from '../secret-columns.ts';
import { sourceOfVersion } from '../version-source.ts';
import { inViewFolder } from '../view-folder.ts';
import { compareTables } from './compare-tables.ts';

/** How rows are compared. */
export interface RowsCompared {
  /** The columns that tell rows apart; the key of the contract without it. */
  readonly key?: readonly string[];
  /** How far apart numbers may be that are taken for equal. */
  readonly tolerance?: Tolerance;
  /** In place of that of the dataset; it takes the right to read what that one hides. */
  readonly contract?: string;
  readonly actor: string;
  /** So many rows of each kind are shown. */
  readonly examples: number;
  readonly cwd: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (dataset: string, progress: Progress) => void;
}

export interface DiffTables extends RowsCompared {
  readonly before: Version;
  readonly after: Version;
}

/** The engine takes so much memory, and spills what is more. */
const memoryMiB = 640;

const keyOfContract = (object: ContractObject | undefined): readonly string[] =>
  primaryKeyIn(object?.properties ?? []).map(({ name }) => name);

const objectOf = (named: NamedSource, { contract, cwd }: DiffTables): ContractObject | undefined =>
  (contract ?? named.contract) === undefined ? undefined : bindContract(named, contract, cwd).object;

/** Compares the rows of two versions, read as the dataset of their name is. Throws `Refusal` where no engine reads one of them. */
export const diffTables = async (project: Project, given: DiffTables): Promise<TableDiff> => {
  if (given.contract !== undefined)
    await withStoredCatalog(project, async (catalog) => {
      for (const version of [given.before, given.after])
        await allowSecrets(project, catalog, version, given.actor);
    });
  return inViews(project, given);
};

const inViews = (project: Project, given: DiffTables): Promise<TableDiff> =>
  inViewFolder(project.folder, (views) =>
    inWorkFolder(async (workFolder) => {
      const before = await sourceOfVersion(project, given.before, views, given);
      const isOne = given.before.id === given.after.id && given.before.number === given.after.number;
      const after = isOne ? before : await sourceOfVersion(project, given.after, views, given);
      const both = { ...after, confidential: [before, after].flatMap((one) => one.confidential ?? []) };
      const object = objectOf(both, given);
      const declared = declaredProperties(both, given.contract, given.cwd);
      return inSession(
        after.source,
        workFolder,
        async (session) => {
          const tables = {
            before: await session.open(before.source, { name: 'before', declared }),
            after: await session.open(after.source, { name: 'after', declared }),
          };
          const compared = await compareTables(session, {
            ...tables,
            key: given.key ?? keyOfContract(object),
            ...(given.tolerance === undefined ? {} : { tolerance: given.tolerance }),
            confidential: Object.values(tables).flatMap(({ columns }) =>
              confidentialColumns(columns, declared, project.config.public),
            ),
            examples: given.examples,
            workFolder,
            ...(given.signal === undefined ? {} : { query: { signal: given.signal } }),
            onStep: (done, total) =>
              given.onProgress?.(given.after.record.name, { phase: 'measure', done, total }),
          });
          for (const { stillIs } of [before, after]) await stillIs?.();
          return compared;
        },
        { memoryMiB },
      );
    }),
  );
