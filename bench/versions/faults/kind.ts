import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addVersion } from '../../../packages/assay/src/operations/versions/add.ts';
import { verifyAudit } from '../../../packages/assay/src/operations/versions/audit.ts';
import { verifyVersions } from '../../../packages/assay/src/operations/versions/verify.ts';
import { type Project, readProject } from '../../../packages/assay/src/project/project.ts';

/** Something that a process does again and again until it is killed, and how to tell what was lost then. */
export interface Kind {
  /** Makes what it works on in an empty folder; with the URL of a server for the catalog. */
  readonly begin: (home: string, catalog?: string) => Promise<void>;
  /** Done before each kill by the process that kills. */
  readonly prepare?: (home: string, random: () => number) => Promise<void>;
  /** Does one thing; what it gives is acknowledged. In the process that is killed. */
  readonly act: (home: string, random: () => number) => Promise<string>;
  /** What is not as it was acknowledged, or half there. */
  readonly lost: (home: string, acknowledged: readonly string[]) => Promise<readonly string[]>;
}

export const projectIn = (folder: string): Project => readProject(folder, { env: {}, vars: {} });

/** Writes a folder anew with these files. */
export const writeFiles = (folder: string, files: Readonly<Record<string, string>>): void => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, path), content);
};

/** Adds a folder with these files as the next version of a name. */
export const addFiles = async (home: string, name: string, files: Readonly<Record<string, string>>) => {
  const path = join(home, `in-${name}`);
  writeFiles(path, files);
  return (await addVersion(projectIn(home), { path, name, author: 'a', cwd: home })).version;
};

export const beginProject = (home: string, config: object = {}): void => {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'assay.yaml'), JSON.stringify({ version: 1, ...config }));
};

/** The files of a version of `base`. */
export const baseFiles = (version: number): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from({ length: version }, (_none, index) => [`f${index}`, `base ${index}`]));

export const baseVersions = 5;

/** A project with five versions of `base`, and a stage that asks for nothing. */
export const beginBase = async (home: string, catalog?: string): Promise<void> => {
  beginProject(home, {
    stages: { candidate: { gate: 'none' } },
    ...(catalog === undefined ? {} : { catalog }),
  });
  for (let version = 1; version <= baseVersions; version += 1)
    await addFiles(home, 'base', baseFiles(version));
};

/** What is damaged in a project: every object hashed anew, and the audit followed. */
export const damageIn = async (home: string): Promise<readonly string[]> => {
  const { damage } = await verifyVersions(home, { deep: true });
  const { broken } = await verifyAudit(home);
  return [
    ...damage.map(({ version, object, what }) => `${version}: ${object} ${what}`),
    ...(broken === undefined ? [] : [`audit: ${broken.what}`]),
  ];
};
