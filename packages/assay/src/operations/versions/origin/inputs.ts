import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Catalog } from '../../../catalog/catalog.ts';
import type { ExecutionInput } from '../../../domain/execution.ts';
import { refuse } from '../../../domain/problem.ts';
import { readableVersion } from '../find.ts';
import { type FilePlace, fileInput } from './file-input.ts';

export interface InputPlace extends FilePlace {
  readonly actor: string;
}

const versionInput = async (catalog: Catalog, text: string, actor: string): Promise<ExecutionInput> => {
  const { id, record } = await readableVersion(catalog, text, actor);
  return { kind: 'version', name: record.name, id };
};

/**
 * What a text names: a version, `readings@v7` or `readings`, or a file. With a slash in it, it is a path. Throws `Refusal` where it is nothing,
 * or could be either.
 */
const inputOf = async (catalog: Catalog, text: string, place: InputPlace): Promise<ExecutionInput> => {
  if (text.includes('/')) return fileInput(text, place);
  const isFile = existsSync(resolve(place.cwd, text));
  const [name = ''] = text.split('@');
  const isVersion = (await catalog.versions.names()).includes(name);
  if (isFile && isVersion)
    return refuse(
      'usage',
      `${text} may be a file, or a version of ${name}`,
      `write ./${text} for the file, or ${text.includes('@') ? `${name}@sha256:…` : `${name}@latest`} for the version`,
    );
  if (isVersion || text.includes('@')) return versionInput(catalog, text, place.actor);
  return fileInput(text, place);
};

/** What somebody says something was made from. */
export const inputsOf = async (
  catalog: Catalog,
  texts: readonly string[],
  place: InputPlace,
): Promise<readonly ExecutionInput[]> => {
  const inputs: ExecutionInput[] = [];
  for (const text of texts) inputs.push(await inputOf(catalog, text, place));
  return inputs;
};
