import { hash } from 'node:crypto';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import { type ObjectId, objectId } from '../../src/domain/object-id.ts';
import type { VersionRecord } from '../../src/domain/version-record.ts';

/** An id that stands for a text. */
export const idOf = (text: string): ObjectId => objectId(hash('sha256', text, 'hex'));

/** A version of `wear`, told apart by its message, and the id that its record gives it. */
export const sampleVersion = (
  message: string,
  { author = 'ana', createdAt = new Date(Date.UTC(2026, 0, 10)).toISOString() } = {},
): { readonly id: ObjectId; readonly record: VersionRecord } => {
  const record: VersionRecord = {
    schema: 'assay.version/v1',
    name: 'wear',
    kind: 'dataset',
    form: 'folder',
    tree: idOf(`tree ${message}`),
    files: 1,
    bytes: 1,
    createdAt,
    author,
    message,
    source: 'x',
    metadata: {},
  };
  return { id: idOf(`${canonicalJson(record)}\n`), record };
};
