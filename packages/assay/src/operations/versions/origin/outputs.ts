import { resolve } from 'node:path';
import { refuse } from '../../../domain/problem.ts';
import { versionNameSchema } from '../../../domain/version-record.ts';
import { traceOf } from './trace.ts';

export interface Output {
  readonly path: string;
  /** What versions of it are called. */
  readonly name: string;
}

/** Throws `Refusal` where nothing is to be made, or something has a name that no version has. */
export const checkOutputs = (outputs: readonly Output[]): void => {
  if (outputs.length === 0) refuse('usage', 'nothing says what the command makes', 'add --output PATH:NAME');
  const wrong = outputs.find(({ name }) => !versionNameSchema.safeParse(name).success);
  if (wrong !== undefined)
    refuse('usage', `${JSON.stringify(wrong.name)} is no name`, 'a name has letters, digits, - . and _');
};

/** How outputs are before a command runs. */
export const tracesOf = (outputs: readonly Output[], cwd: string): readonly (string | undefined)[] =>
  outputs.map(({ path }) => traceOf(resolve(cwd, path)));

/** Throws `Refusal` where an output is not there, or is as it was before the command ran. */
export const checkMade = (
  outputs: readonly Output[],
  before: readonly (string | undefined)[],
  cwd: string,
): void => {
  for (const [index, { path }] of outputs.entries()) {
    const after = traceOf(resolve(cwd, path));
    if (after === undefined)
      refuse('execution-failed', `the command did not make ${path}`, 'nothing was added; check the path', {
        file: path,
      });
    if (after === before[index])
      refuse(
        'execution-failed',
        `${path} is as it was before the command ran`,
        'nothing was added; what was there is no work of it: assay add PATH --as NAME',
        { file: path },
      );
  }
};
