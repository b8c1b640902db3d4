import { z } from 'zod';
import { publicByDefault } from '../domain/classification.ts';
import { closed } from '../domain/objections.ts';
import { stageRulesSchema, usualStages } from '../domain/stage-rules.ts';

const name = z.string().regex(/^[A-Za-z0-9_-]+$/, 'a name has letters, digits, - and _');

const atLeastOne = z.int().min(1, 'at least 1');

const textOptions = {
  format: z.enum(['csv', 'tsv', 'json', 'ndjson', 'parquet']).optional(),
  delimiter: z.string().min(1).max(4).optional(),
  quote: z.string().length(1).optional(),
  header: z.boolean().optional(),
  encoding: z.string().optional(),
  nullText: z.array(z.string()).optional(),
};

const rules = { contract: z.string().optional(), where: z.string().optional() };

const fileDataset = closed({ path: z.string(), ...textOptions, ...rules });
const tableDataset = closed({ connection: z.string(), table: z.string(), ...rules });

const connection = z.discriminatedUnion('type', [
  closed({ type: z.literal('postgres'), url: z.string() }),
  closed({ type: z.literal('duckdb'), path: z.string() }),
]);

/** Told when a gate blocks. The body of a webhook, and the standard input of a command, is the run as JSON. */
const notification = z.union([closed({ webhook: z.string() }), closed({ command: z.string() })]);

/** `assay.yaml`, version 1. Unknown keys are refused. */
export const projectSchema = closed({
  version: z.literal(1),
  connections: z.record(name, connection).default({}),
  datasets: z.record(name, z.union([fileDataset, tableDataset])).default({}),
  /** Classifications whose values may be shown; columns of any other are confidential. */
  public: z.array(z.string()).default([...publicByDefault]),
  quarantine: closed({
    maxRows: z.int().positive().default(100_000),
    admitted: z.boolean().default(false),
  }).prefault({}),
  /** A PostgreSQL server that keeps runs; without it they are kept beside the project. Every command must find it: no `${var:NAME}`. */
  catalog: z
    .string()
    .regex(/^(?!.*\$\{var:)/s, 'the catalog takes ${env:NAME} only: commands without --var must find it too')
    .optional(),
  /** A folder that projects share, to push versions to and to pull them from. Every command must find it: no `${var:NAME}`. */
  remote: z
    .string()
    .regex(/^(?!.*\$\{var:)/s, 'the remote takes ${env:NAME} only: commands without --var must find it too')
    .optional(),
  /** Which runs are kept of each dataset: the newest so many, and those of the last days. All without it. */
  history: closed({ keep: atLeastOne.optional(), keepDays: atLeastOne.optional() }).prefault({}),
  /** Makes the pseudonyms of confidential columns: `${env:NAME}`. `ASSAY_MASK_KEY` of the environment without it. */
  maskKey: z
    .string()
    .regex(/^\$\{env:[A-Za-z_][A-Za-z0-9_]*\}$/, 'a key is a secret: write ${env:NAME}')
    .optional(),
  /** How bytes are taken in: `sync: false` leaves it to the system when files get onto the disk. */
  versions: closed({ sync: z.boolean().default(true) }).prefault({}),
  onBlock: z.array(notification).default([]),
  /** What a version must have before it comes to a stage. */
  stages: stageRulesSchema.default(usualStages),
  /** Other connections by the same names, for another place: `--target production`. */
  targets: z.record(name, closed({ connections: z.record(name, connection) })).default({}),
});
export type ProjectConfig = z.infer<typeof projectSchema>;
export type DatasetConfig = ProjectConfig['datasets'][string];
