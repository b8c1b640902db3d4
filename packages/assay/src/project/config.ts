import { z } from 'zod';
import { publicByDefault } from '../domain/classification.ts';

const name = z.string().regex(/^[A-Za-z0-9_-]+$/, 'letters, digits, - and _');

const textOptions = {
  format: z.enum(['csv', 'tsv', 'json', 'ndjson', 'parquet']).optional(),
  delimiter: z.string().min(1).max(4).optional(),
  quote: z.string().length(1).optional(),
  header: z.boolean().optional(),
  encoding: z.string().optional(),
  nullText: z.array(z.string()).optional(),
};

const rules = { contract: z.string().optional(), where: z.string().optional() };

const fileDataset = z.strictObject({ path: z.string(), ...textOptions, ...rules });
const tableDataset = z.strictObject({ connection: z.string(), table: z.string(), ...rules });

const connection = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('postgres'), url: z.string() }),
  z.strictObject({ type: z.literal('duckdb'), path: z.string() }),
]);

/** Told when a gate blocks. The body of a webhook, and the standard input of a command, is the run as JSON. */
const notification = z.union([
  z.strictObject({ webhook: z.string() }),
  z.strictObject({ command: z.string() }),
]);

/** `assay.yaml`, version 1. Unknown keys are refused. */
export const projectSchema = z.strictObject({
  version: z.literal(1),
  connections: z.record(name, connection).default({}),
  datasets: z.record(name, z.union([fileDataset, tableDataset])).default({}),
  /** Classifications whose values may be shown; columns of any other are confidential. */
  public: z.array(z.string()).default([...publicByDefault]),
  quarantine: z
    .strictObject({ maxRows: z.int().positive().default(100_000), admitted: z.boolean().default(false) })
    .prefault({}),
  onBlock: z.array(notification).default([]),
  /** Other connections by the same names, for another place: `--target production`. */
  targets: z.record(name, z.strictObject({ connections: z.record(name, connection) })).default({}),
});
export type ProjectConfig = z.infer<typeof projectSchema>;
export type DatasetConfig = ProjectConfig['datasets'][string];
