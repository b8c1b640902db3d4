import type { ContractObject } from '../../../contract/contract.ts';
import { findColumn } from '../../../domain/find-column.ts';
import { suggestion } from '../../../domain/nearest.ts';
import { refuse } from '../../../domain/problem.ts';
import type { TableDiff } from '../../../domain/table-diff.ts';
import type { Version } from '../../../domain/version-record.ts';
import type { OpenTable, Session } from '../../../engines/engine.ts';
import type { Project } from '../../../project/project.ts';
import type { Progress } from '../../../run/gate-input.ts';
import { confidentialColumns } from '../../../run/quarantine-columns.ts';
import { inSession } from '../../in-session.ts';
import { bindContract, declaredProperties, type NamedSource } from '../../targets.ts';
import { withStoredCatalog } from '../../with-catalog.ts';
import { inWorkFolder } from '../../work-folder.ts';
import { allowSecrets } from '../secret-columns.ts';
import { sourceOfVersion } from '../version-source.ts';
import { inViewFolder } from '../view-folder.ts';
import { columnDiffs, type MeasuredSide } from './column-diffs.ts';
import { compareRows } from './compare-rows.ts';
import { type ComparedColumn, comparedColumns } from './compared-columns.ts';
import { lossyColumns } from './lossy-columns.ts';

/** How rows are compared. */
export interface RowsCompared {
  /** The columns that tell rows apart; the key of the contract without it. */
  readonly key?: readonly string[];
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
  (object?.properties ?? [])
    .filter(({ primaryKey }) => primaryKey)
    .toSorted((one, other) => (one.primaryKeyPosition ?? 0) - (other.primaryKeyPosition ?? 0))
    .map(({ name }) => name);

const keyAmong = (
  compared: readonly ComparedColumn[],
  given: readonly string[] | undefined,
  object: ContractObject | undefined,
): readonly ComparedColumn[] => {
  const names = compared.map(({ name }) => ({ name, kind: 'other' as const, sqlType: '' }));
  return (given ?? keyOfContract(object)).map((wanted) => {
    const name = findColumn(names, wanted)?.name;
    return (
      compared.find((one) => one.name === name) ??
      refuse(
        'usage',
        `the key names ${wanted}, and no column of both versions is called so`,
        suggestion(
          wanted,
          names.map((one) => one.name),
        ),
      )
    );
  });
};

const measuredSide = (session: Session, { relation, columns, facts }: OpenTable): MeasuredSide => ({
  columns,
  measured: new Map(),
  target: {
    session,
    table: relation,
    facts,
    context: {
      column: (name) => findColumn(columns, name) ?? refuse('usage', `no column ${name}`, 'check the name'),
      hashName: session.dialect.hashName,
    },
  },
});

const objectOf = (named: NamedSource, { contract, cwd }: DiffTables): ContractObject | undefined =>
  (contract ?? named.contract) === undefined ? undefined : bindContract(named, contract, cwd).object;

const compareOpen = async (
  project: Project,
  session: Session,
  tables: { readonly before: OpenTable; readonly after: OpenTable },
  object: ContractObject | undefined,
  declared: ContractObject['properties'],
  given: DiffTables,
  workFolder: string,
): Promise<TableDiff> => {
  const { before, after } = tables;
  const query = given.signal === undefined ? {} : { signal: given.signal };
  const lossy = new Set([
    ...(await lossyColumns(session, before, query)),
    ...(await lossyColumns(session, after, query)),
  ]);
  const compared = comparedColumns(before.columns, after.columns, (one) => lossy.has(one));
  const key = keyAmong(compared, given.key, object);
  const secret = new Set(
    [before, after].flatMap(({ columns }) => confidentialColumns(columns, declared, project.config.public)),
  );
  const isConfidential = (column: string): boolean => secret.has(column);
  const report = (done: number, total: number): void =>
    given.onProgress?.(given.after.record.name, { phase: 'measure', done, total });
  const steps = compared.length + 5;
  const rows = await compareRows(session, {
    pair: {
      tables: { before: before.relation, after: after.relation },
      key,
      others: compared.filter((one) => !key.includes(one)),
    },
    isConfidential,
    examples: given.examples,
    workFolder,
    query,
    onStep: (done) => report(done, steps),
  });
  const columns = await columnDiffs({
    session,
    sides: { before: measuredSide(session, before), after: measuredSide(session, after) },
    compared,
    isConfidential,
    query,
    onStep: (done) => report(done + 4, steps),
  });
  return { ...rows, key: key.map(({ name }) => name), columns };
};

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
          return compareOpen(project, session, tables, object, declared, given, workFolder);
        },
        { memoryMiB },
      );
    }),
  );
