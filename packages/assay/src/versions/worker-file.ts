import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { invariant } from '../domain/invariant.ts';

/** Where a worker's code is: beside this file in the sources, and in `workers/` of what is built, wherever this code ended up there. */
export const workerFile = (name: string): string => {
  const here = dirname(fileURLToPath(import.meta.url));
  const source = join(here, `${name}.ts`);
  if (existsSync(source)) return source;
  const built = [here, dirname(here)]
    .map((folder) => join(folder, 'workers', `${name.split('/').at(-1)}.js`))
    .find((path) => existsSync(path));
  invariant(built !== undefined, `the worker ${name} is not in the package`);
  return built;
};
