import { assayFolder } from '../../../catalog/assay-folder.ts';
import { refuse } from '../../../domain/problem.ts';
import type { Version } from '../../../domain/version-record.ts';
import { nothingKnown } from '../../../versions/folders/known-cursor.ts';
import { type ReferenceFlaw, referenceFlaws } from '../../../versions/folders/reference-flaws.ts';
import type { TakeProgress } from '../../../versions/folders/take-entries.ts';
import { repositoryIn } from '../../../versions/repository.ts';
import { withStoredCatalog } from '../../with-catalog.ts';
import { referencedPath } from './uri.ts';

export interface LookAgain {
  /** Hashes all files, also those that look as they did. */
  readonly deep?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TakeProgress) => void;
}

/** What is not as it was recorded where a version refers to; nothing of a version whose files are kept. */
export const flawsOfReference = async (
  folder: string,
  { record: { tree, reference } }: Version,
  { deep = false, ...options }: LookAgain,
): Promise<readonly ReferenceFlaw[]> => {
  if (reference === undefined) return [];
  const repository = repositoryIn(assayFolder(folder));
  const recorded = await repository.tree(tree);
  const at = referencedPath(reference, folder);
  const found = await withStoredCatalog(folder, async ({ knownFiles }) => {
    const flaws: ReferenceFlaw[] = [];
    const known = deep ? nothingKnown : knownFiles;
    for await (const flaw of referenceFlaws(repository, recorded, at, { ...options, known }))
      flaws.push(flaw);
    return flaws;
  });
  return found ?? [];
};

/** Throws `Refusal` where a version refers to what is no longer there as it was recorded. */
export const expectReferenced = async (
  folder: string,
  version: Version,
  options: LookAgain,
): Promise<void> => {
  const [flaw, ...others] = await flawsOfReference(folder, version, options);
  if (flaw === undefined) return;
  const { number, record } = version;
  const more = others.length === 0 ? '' : `, and ${others.length.toLocaleString('en')} more`;
  refuse(
    'version-damaged',
    `${record.name}@v${number} is a reference to ${record.reference?.uri}, where ${flaw.entry.path} is ${flaw.what}${more}`,
    'its bytes were never copied here: put back what was there, or add what is there now',
    { file: flaw.entry.path },
  );
};
