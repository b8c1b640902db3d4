import type { LineageLink, VersionAt } from '../../domain/lineage-walk.ts';
import { objectIdSchema } from '../../domain/object-id.ts';
import { present } from '../present.ts';
import { type Store, statement } from '../store.ts';

interface Row {
  readonly name: string;
  readonly number: number;
  readonly kind: string;
  readonly input: string;
  readonly input_name: string;
  readonly bytes: number | null;
  readonly source_name: string | null;
  readonly source_number: number | null;
}

/** From versions that were reached to those that are one step further. SQLite joins in the order in which `CROSS JOIN` names the tables. */
const steps = {
  up: `SELECT source.seq FROM reached CROSS JOIN made_from CROSS JOIN versions AS source
    WHERE made_from.version = reached.seq AND made_from.kind = 'version' AND source.id = made_from.input`,
  down: `SELECT made_from.version FROM reached CROSS JOIN versions AS source CROSS JOIN made_from
    WHERE source.seq = reached.seq AND made_from.input = source.id AND made_from.kind = 'version'`,
} as const;
export type Direction = keyof typeof steps;

const linkOf = (row: Row): LineageLink => ({
  version: { name: row.name, number: Number(row.number) },
  input: {
    kind: row.kind === 'version' ? 'version' : 'file',
    id: objectIdSchema.parse(row.input),
    name: row.input_name,
    ...present('bytes', row.bytes === null ? null : Number(row.bytes)),
    ...(row.source_name === null || row.source_number === null
      ? {}
      : { version: { name: row.source_name, number: Number(row.source_number) } }),
  },
});

/**
 * Everything that some versions were made from, or that was made from them, however far: each version is visited once, so the work is that of
 * the versions reached, and of what each was made from.
 */
export const reach = async (
  store: Store,
  roots: readonly VersionAt[],
  direction: Direction,
): Promise<readonly LineageLink[]> => {
  const rows = await store.rows<Row>(
    statement(
      `WITH RECURSIVE reached (seq) AS (
         SELECT seq FROM versions
         WHERE (name, number) IN (VALUES ${roots.map(() => '(?, CAST(? AS bigint))').join(', ')})
         UNION
         ${steps[direction]}
       )
       SELECT made.name, made.number, made_from.kind, made_from.input, made_from.name AS input_name,
         made_from.bytes, source.name AS source_name, source.number AS source_number
       FROM reached CROSS JOIN versions AS made CROSS JOIN made_from
       LEFT JOIN versions AS source ON made_from.kind = 'version' AND source.id = made_from.input
       WHERE made.seq = reached.seq AND made_from.version = made.seq
       ORDER BY made.name, made.number, made_from.kind, made_from.name, made_from.input, source.number`,
      ...roots.flatMap(({ name, number }) => [name, number]),
    ),
  );
  return rows.map(linkOf);
};
