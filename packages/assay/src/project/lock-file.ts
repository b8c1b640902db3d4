import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type Lock, lockSchema } from '../domain/lock.ts';
import { Refusal } from '../domain/problem.ts';
import { readText } from './read-text.ts';
import { objected, readYaml } from './read-yaml.ts';
import { writeWhole } from './write-whole.ts';

const lockFile = 'assay.lock';

/** What `assay.lock` of a project pins; undefined where there is none. Throws `Refusal` for what is no such file. */
export const readLock = (folder: string): Lock | undefined => {
  const path = join(folder, lockFile);
  if (!existsSync(path)) return undefined;
  const read = readYaml(readText(path, 'config-invalid', lockFile), lockFile);
  if (read.problems.length > 0) throw new Refusal(read.problems);
  const parsed = lockSchema.safeParse(read.value);
  if (parsed.success) return parsed.data;
  throw new Refusal(objected(read, parsed.error, 'config-invalid', 'docs/guide/sharing.md'));
};

const sorted = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(
    Object.entries(record).toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)),
  );

/** Writes it whole, in an order that depends on what it says alone. */
export const writeLock = (folder: string, { versions, audit }: Lock): void => {
  const text = stringify(
    { version: 1, versions: sorted(versions), audit: sorted(audit) },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
  writeWhole(
    join(folder, lockFile),
    `# Which versions this project uses: assay checkout NAME --lock writes it, --locked reads it. Keep it in Git.\n${text}`,
  );
};
