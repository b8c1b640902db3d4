import { readdirSync, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { assayFolder } from '../../catalog/assay-folder.ts';
import { refuse } from '../../domain/problem.ts';
import type { Version } from '../../domain/version-record.ts';
import type { CheckedOut } from '../../domain/version-reports.ts';
import { type Project, readProject } from '../../project/project.ts';
import { handOutTree } from '../../versions/folders/hand-out-tree.ts';
import type { TakeProgress } from '../../versions/folders/take-entries.ts';
import type { HandOut } from '../../versions/objects/hand-out.ts';
import { repositoryIn } from '../../versions/repository.ts';
import { withStoredCatalog } from '../with-catalog.ts';
import { isFree, placeWhole } from './check-out-place.ts';
import { readableVersion } from './find.ts';
import { pinVersion } from './lock.ts';
import { lockedVersion } from './locked-version.ts';
import { checkOutReference } from './references/check-out-reference.ts';
import type { WrittenRows } from './rows/write-rows.ts';
import { allowSecrets } from './secret-columns.ts';

export interface CheckOut {
  readonly version: string;
  /** Where it is written; a folder of the name of the version beside the person, without it. */
  readonly to?: string;
  readonly how?: HandOut;
  /** Takes away what is there already. */
  readonly replace?: boolean;
  /** `write` pins the version in `assay.lock`; `read` takes what is pinned there, from the remote where it is not here. */
  readonly lock?: 'write' | 'read';
  /** Writes rows to one file in place of the files of the version. */
  readonly rows?: WrittenRows;
  readonly actor: string;
  readonly cwd: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TakeProgress) => void;
}

/** Writes the files of a version. */
const write = (folder: string, version: Version, at: string, given: CheckOut): Promise<void> =>
  placeWhole(at, async (unfinished) => {
    const options = {
      how: given.how ?? 'copy',
      ...(given.onProgress === undefined ? {} : { onProgress: given.onProgress }),
      ...(given.signal === undefined ? {} : { signal: given.signal }),
    };
    const { form, reference, tree } = version.record;
    const repository = repositoryIn(assayFolder(folder));
    if (reference === undefined)
      await handOutTree(repository, await repository.tree(tree), unfinished, options);
    else await checkOutReference(folder, version, unfinished, options);
    const whole = form === 'file' ? join(unfinished, readdirSync(unfinished)[0] ?? '') : unfinished;
    return { whole, result: undefined };
  });

type Written = Pick<CheckedOut, 'files' | 'bytes' | 'rows'>;

/** Rows go to the file that is named, or as one Parquet file into the folder that is. */
const writeTable = (
  project: Project,
  version: Version,
  at: string,
  given: CheckOut & { readonly rows: WrittenRows },
): Promise<Written> =>
  placeWhole(at, async (unfinished) => {
    const isFile = extname(at) !== '';
    const file = join(unfinished, isFile ? basename(at) : `${version.record.name}.parquet`);
    const { writeRows } = await import('./rows/write-rows.ts');
    const rows = await writeRows(project, version, given.rows, file, {
      ...given,
      mayFilterBySecrets: () => maySee(project, version, given),
    });
    return { whole: isFile ? file : unfinished, result: { files: 1, bytes: statSync(file).size, rows } };
  });

const maySee = async (project: Project, version: Version, { actor }: CheckOut): Promise<void> => {
  await withStoredCatalog(project, (catalog) => allowSecrets(project, catalog, version, actor));
};

const written = async (project: Project, version: Version, at: string, given: CheckOut): Promise<Written> => {
  const { rows } = given;
  if (rows?.mask !== true) await maySee(project, version, given);
  if (rows !== undefined) return writeTable(project, version, at, { ...given, rows });
  await write(project.folder, version, at, given);
  return { files: version.record.files, bytes: version.record.bytes };
};

/** Where a version goes without `--to`: a file under its own name, a folder under that of the version. */
const placeOf = async (folder: string, version: Version, { rows }: CheckOut): Promise<string> => {
  const { name, form, tree } = version.record;
  if (rows !== undefined) return `${name}.parquet`;
  if (form === 'folder') return name;
  const repository = repositoryIn(assayFolder(folder));
  return (await repository.tree(tree)).ranges[0]?.first ?? name;
};

/** What is brought from the remote is not counted: its progress is that of the writing. */
const lockedOf = ({ version, actor, signal }: CheckOut) => ({
  version,
  actor,
  ...(signal === undefined ? {} : { signal }),
});

const versionHere = async (folder: string, { version, actor }: CheckOut): Promise<Version> =>
  (await withStoredCatalog(folder, (catalog) => readableVersion(catalog, version, actor))) ??
  refuse('version-not-found', 'no version is kept here', 'assay add PATH --as NAME makes the first');

/** Writes the bytes of a version to a place, whole or not at all; each is hashed on the way. Throws `Refusal`. */
export const checkOutVersion = async (place: Project | string, given: CheckOut): Promise<CheckedOut> => {
  const began = performance.now();
  const project = typeof place === 'string' ? readProject(place, { env: process.env, vars: {} }) : place;
  const { folder } = project;
  const version =
    given.lock === 'read' ? await lockedVersion(folder, lockedOf(given)) : await versionHere(folder, given);
  const to = given.to ?? (await placeOf(folder, version, given));
  const at = resolve(given.cwd, to);
  if (given.replace !== true && !isFree(at))
    refuse('output-unwritable', `${to} is there already`, 'name another place with --to, or add --replace', {
      file: to,
    });
  const done = await written(project, version, at, given);
  if (given.lock === 'write')
    await withStoredCatalog(folder, (catalog) => pinVersion(folder, catalog, version));
  return {
    schema: 'assay.checkout/v1',
    version,
    to,
    ...done,
    seconds: (performance.now() - began) / 1000,
  };
};
