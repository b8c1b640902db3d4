import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { suggestion } from '../domain/nearest.ts';
import { own } from '../domain/own.ts';
import { Refusal, refuse } from '../domain/problem.ts';
import type { Place } from '../domain/verdict.ts';
import { type ProjectConfig, projectSchema } from './config.ts';
import { projectFile } from './find.ts';
import type { Variables } from './interpolate.ts';
import { readText } from './read-text.ts';
import { objected, readYaml } from './read-yaml.ts';

/** A project as its `assay.yaml` states it; without the file, an empty one. */
export interface Project {
  readonly folder: string;
  readonly config: ProjectConfig;
  readonly variables: Variables;
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
}

/** A project that nothing is written of yet. */
export const emptyProject = (folder: string, variables: Variables): Project => ({
  folder,
  config: projectSchema.parse({ version: 1 }),
  variables,
  placeOf: () => ({}),
});

/** Reads `assay.yaml`. Throws `Refusal` with every problem in it, each with its line. */
export const readProject = (folder: string, variables: Variables, target?: string): Project => {
  const path = join(folder, projectFile);
  if (!existsSync(path)) {
    const empty = emptyProject(folder, variables);
    return { ...empty, config: atTarget(empty.config, target) };
  }
  const read = readYaml(readText(path, 'config-invalid'), path);
  if (read.problems.length > 0) throw new Refusal(read.problems);
  const parsed = projectSchema.safeParse(read.value);
  if (parsed.success)
    return { folder, config: atTarget(parsed.data, target), variables, placeOf: read.placeOf };
  throw new Refusal(objected(read, parsed.error, 'config-invalid', 'docs/guide/project.md'));
};

/** The configuration with the connections of a target put in place of its own. */
const atTarget = (config: ProjectConfig, target: string | undefined): ProjectConfig => {
  if (target === undefined) return config;
  const found = own(config.targets, target);
  if (found === undefined) {
    const known = Object.keys(config.targets);
    return refuse(
      'usage',
      `there is no target ${target} in ${projectFile}`,
      known.length === 0 ? 'add it under targets' : suggestion(target, known),
    );
  }
  return { ...config, connections: { ...config.connections, ...found.connections } };
};
