import { assayFolder } from '../../../catalog/assay-folder.ts';
import { invariant } from '../../../domain/invariant.ts';
import type { Version } from '../../../domain/version-record.ts';
import type { HandOutOptions } from '../../../versions/folders/hand-out-tree.ts';
import { repositoryIn } from '../../../versions/repository.ts';
import { expectReferenced } from './expect-same.ts';
import { handOutReference, viewReference } from './hand-out-reference.ts';
import { referencedPath } from './uri.ts';

const placeOf = (folder: string, { record: { reference } }: Version): string => {
  invariant(reference !== undefined, 'the version is a reference');
  return referencedPath(reference, folder);
};

/** Copies what a version refers to, where all of it is as it was recorded. Throws `Refusal` where not. */
export const checkOutReference = async (
  folder: string,
  version: Version,
  to: string,
  options: Pick<HandOutOptions, 'onProgress' | 'signal'>,
): Promise<void> => {
  await expectReferenced(folder, version, options.signal === undefined ? {} : { signal: options.signal });
  await handOutReference(repositoryIn(assayFolder(folder)), version, placeOf(folder, version), to, options);
};

/** A look at what a version refers to. */
export interface ReferenceView {
  /** Links that the version itself has, and does not show. */
  readonly links: readonly string[];
  /** Throws `Refusal` where what was read is no longer what was recorded. */
  readonly stillIs: () => Promise<void>;
}

/** Lets what a version refers to be read below a new folder without a copy, where all of it is as it was recorded. Throws `Refusal` where not. */
export const openReference = async (
  folder: string,
  version: Version,
  at: string,
  options: { readonly signal?: AbortSignal },
): Promise<ReferenceView> => {
  const stillIs = () => expectReferenced(folder, version, options);
  await stillIs();
  const repository = repositoryIn(assayFolder(folder));
  return { links: await viewReference(repository, version, placeOf(folder, version), at), stillIs };
};
