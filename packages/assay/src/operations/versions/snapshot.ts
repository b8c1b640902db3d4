import { join } from 'node:path';
import { own } from '../../domain/own.ts';
import { type Source, sourceText } from '../../domain/source.ts';
import type { OpenTable } from '../../engines/engine.ts';
import type { Project } from '../../project/project.ts';
import { within } from '../../run/scope.ts';
import { column, type Order } from '../../sql/expression.ts';
import { inSession } from '../in-session.ts';
import { scopeOf } from '../scope-of.ts';
import { bindContract, type NamedSource, namedDataset } from '../targets.ts';
import { inWorkFolder } from '../work-folder.ts';
import { type AddedPlace, placeOfAdded } from './place-of-added.ts';

export interface Placed {
  readonly path?: string;
  readonly name: string;
  readonly contract?: string;
  readonly cwd: string;
  readonly signal?: AbortSignal;
}

/** The dataset of this name where it is a table of a database, and no path says otherwise. */
const tableOf = (project: Project, { path, name, cwd }: Placed): NamedSource | undefined => {
  if (path !== undefined || own(project.config.datasets, name) === undefined) return undefined;
  const named = namedDataset(project, name, cwd);
  return named === undefined || named.source.kind === 'files' ? undefined : named;
};

/** By the primary key of the contract, as the table calls its columns; else by all columns, so that equal rows make equal bytes. */
const orderOf = (named: NamedSource, { columns }: OpenTable, { contract, cwd }: Placed): readonly Order[] => {
  const declared =
    (contract ?? named.contract) === undefined
      ? []
      : bindContract(named, contract, cwd).object.properties.filter(({ primaryKey }) => primaryKey);
  const key = declared
    .toSorted((one, other) => (one.primaryKeyPosition ?? 0) - (other.primaryKeyPosition ?? 0))
    .flatMap(({ physicalName }) => columns.filter(({ name }) => name === physicalName));
  return (key.length > 0 && key.length === declared.length ? key : columns).map(({ name }) => ({
    by: column(name),
  }));
};

const writeTable = (source: Source, named: NamedSource, given: Placed, folder: string): Promise<string> =>
  inSession(source, folder, async (session) => {
    const query = given.signal === undefined ? {} : { signal: given.signal };
    const opened = await session.open(source, { name: named.name, declared: [], ...query });
    const from = within(named.where === undefined ? undefined : scopeOf(named.where), opened);
    const file = join(folder, `${named.name}.parquet`);
    const orderBy = orderOf(named, opened, given);
    await session.export({ everything: true, columns: {}, from, orderBy }, file, query);
    return file;
  });

/**
 * Works with the place where the bytes of a new version are: the file or folder that is named, or a snapshot of the table that is the dataset,
 * as a Parquet file that is gone afterwards. Its rows are those in the scope of the dataset, in the order of their key.
 */
export const atPlace = <T>(
  project: Project,
  given: Placed,
  work: (place: AddedPlace, path: string | undefined) => Promise<T>,
): Promise<T> => {
  const table = tableOf(project, given);
  if (table === undefined) return work(placeOfAdded(project, given), given.path);
  return inWorkFolder(async (folder) => {
    const at = await writeTable(table.source, table, given, folder);
    return work({ at, shown: sourceText(table.source) }, at);
  });
};
