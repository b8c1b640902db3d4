import { join, posix } from 'node:path';
import type { VersionModel } from '../../domain/model-signature.ts';
import { refuse } from '../../domain/problem.ts';
import type { FileEntry } from '../../domain/tree.ts';
import type { VersionRecord } from '../../domain/version-record.ts';
import { withFileBytes } from '../../models/file-bytes.ts';
import { inspectOnnx, looksLikeOnnx, type NeededFile } from '../../models/onnx/inspect-onnx.ts';
import { Malformed } from '../../models/onnx/wire.ts';
import type { TakenTree } from '../../versions/folders/take-tree.ts';
import { missing } from '../../versions/objects/local-objects.ts';
import { objectPath } from '../../versions/objects/object-path.ts';
import type { Repository } from '../../versions/repository.ts';
import { entriesOf, entryAt } from '../../versions/trees/read-tree.ts';

type Kind = VersionRecord['kind'];

/** What was taken, and what it is to be. */
export interface Inspect {
  readonly repository: Repository;
  readonly taken: TakenTree;
  /** Where the files lie, where none was kept. */
  readonly at?: string;
  /** The path as a person wrote it. */
  readonly shown: string;
  /** As the person says; else a file that is an ONNX model is a model, and a folder is what it was before. */
  readonly kind: Kind | undefined;
  readonly before: Kind | undefined;
}

/** A record of more models would be long. */
const mostInspected = 20;
const isNamedOnnx = (path: string): boolean => path.toLowerCase().endsWith('.onnx');

const invalid = (message: string, file: string, hint: string): never =>
  refuse('model-invalid', message, hint, { file });

/** A file beside a model holds what the model needs of it. */
const expectNeeded = async ({ repository, taken, shown }: Inspect, model: string, needed: NeededFile) => {
  const { path, bytes } = needed;
  if (taken.form === 'file')
    invalid(
      `${shown} keeps tensors in ${path} beside it, and is not whole without`,
      shown,
      'add their folder: assay add FOLDER --as NAME --kind model',
    );
  const entry = await entryAt(taken.tree, path, repository.objects.get);
  if (entry?.kind !== 'file')
    invalid(
      `${model} keeps tensors in ${path}, and there is no such file in ${shown}`,
      shown,
      'put it there; a link is not followed',
    );
  else if (entry.bytes < bytes)
    invalid(
      `${model} needs ${bytes.toLocaleString('en')} bytes of ${path}, which has ${entry.bytes.toLocaleString('en')}`,
      shown,
      'write both anew',
    );
};

const fileOf = ({ repository: { objects }, taken, at }: Inspect, { id, path }: FileEntry): string => {
  if (at !== undefined) return taken.form === 'file' ? at : join(at, path);
  return objects.has(id) ? objectPath(objects.folder, id) : missing(id);
};

const inspectEntry = async (given: Inspect, entry: FileEntry): Promise<VersionModel['onnx'][number]> => {
  const { path, bytes } = entry;
  try {
    const { signature, needs } = withFileBytes(fileOf(given, entry), (held) => inspectOnnx(held, path));
    for (const needed of needs) await expectNeeded(given, path, needed);
    return { path, bytes, signature };
  } catch (cause) {
    if (!(cause instanceof Malformed)) throw cause;
    const place = given.taken.form === 'file' ? given.shown : posix.join(given.shown, path);
    return invalid(
      `${place} is no ONNX model that can be read: ${cause.message}`,
      place,
      'write it anew, or keep it as it is with --kind dataset',
    );
  }
};

const isModel = (given: Inspect, entry: FileEntry): boolean =>
  isNamedOnnx(entry.path) ||
  (given.taken.form === 'file' && withFileBytes(fileOf(given, entry), looksLikeOnnx));

async function* modelsIn(given: Inspect): AsyncGenerator<FileEntry> {
  for await (const entry of entriesOf(given.taken.tree, given.repository.objects.get))
    if (entry.kind === 'file' && isModel(given, entry)) yield entry;
}

const kindOf = async (given: Inspect): Promise<Kind> => {
  if (given.kind !== undefined) return given.kind;
  if (given.taken.form === 'folder') return given.before ?? 'dataset';
  for await (const _model of modelsIn(given)) return 'model';
  return given.before ?? 'dataset';
};

/**
 * Whether what was taken is a model, and what is known of its ONNX files by the bytes that are kept. Throws `Refusal` for one that cannot be
 * read, or whose tensors are not all there.
 */
export const inspectAdded = async (
  given: Inspect,
): Promise<{ readonly kind: Kind; readonly model?: Omit<VersionModel, 'metrics'> }> => {
  if ((await kindOf(given)) === 'dataset') return { kind: 'dataset' };
  const onnx: VersionModel['onnx'] = [];
  let uninspected = 0;
  for await (const entry of modelsIn(given)) {
    if (onnx.length < mostInspected) onnx.push(await inspectEntry(given, entry));
    else uninspected += 1;
  }
  return { kind: 'model', model: { onnx, uninspected } };
};
