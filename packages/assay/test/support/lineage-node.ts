import type { LineageNode } from '../../src/domain/lineage.ts';
import { objectId } from '../../src/domain/object-id.ts';
import type { Version } from '../../src/domain/version-record.ts';

export type VersionNode = Extract<LineageNode, { kind: 'version' }>;

/** A version as a lineage tells of it; what is not given is the same for all. */
export const versionNode = (
  name: string,
  number: number,
  more: Partial<VersionNode> = {},
  record: Partial<Version['record']> = {},
): VersionNode => ({
  kind: 'version',
  id: `${name}@v${number}`,
  depth: 0,
  stages: [],
  version: {
    number,
    id: objectId(`${number}`.repeat(64).slice(0, 64)),
    aliases: [...(more.stages ?? [])],
    gates: [],
    record: {
      schema: 'assay.version/v1',
      name,
      kind: 'model',
      form: 'file',
      tree: objectId('9'.repeat(64)),
      files: 1,
      bytes: 1,
      createdAt: '2026-03-01T08:00:00.000Z',
      author: 'ana',
      message: '',
      source: 'x',
      metadata: {},
      ...record,
    },
  },
  ...more,
});
