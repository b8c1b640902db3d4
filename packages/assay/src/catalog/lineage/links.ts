import { z } from 'zod';
import type { LineageLink } from '../../domain/lineage-walk.ts';
import { objectIdSchema } from '../../domain/object-id.ts';
import { present } from '../present.ts';

/** One thing that a version was made from, as it comes from the database. */
export interface LinkRow {
  readonly name: string;
  readonly number: number;
  readonly kind: string;
  readonly input: string;
  readonly input_name: string;
  readonly bytes: number | null;
  readonly source_name: string | null;
  readonly source_number: number | null;
}

const kindSchema = z.enum(['version', 'file', 'folder']);

/** The columns of `LinkRow`, of a version that is called `made` and of one that is called `source`. */
export const linkColumns = `made.name, made.number, made_from.kind, made_from.input, made_from.name AS input_name,
  made_from.bytes, source.name AS source_name, source.number AS source_number`;

export const linkOrder =
  'made.name, made.number, made_from.kind, made_from.name, made_from.input, source.number';

export const linkOf = (row: LinkRow): LineageLink => ({
  version: { name: row.name, number: Number(row.number) },
  input: {
    kind: kindSchema.parse(row.kind),
    id: objectIdSchema.parse(row.input),
    name: row.input_name,
    ...present('bytes', row.bytes === null ? null : Number(row.bytes)),
    ...(row.source_name === null || row.source_number === null
      ? {}
      : { version: { name: row.source_name, number: Number(row.source_number) } }),
  },
});
