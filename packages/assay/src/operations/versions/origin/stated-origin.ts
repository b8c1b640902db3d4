import type { Catalog } from '../../../catalog/catalog.ts';
import type { Origin } from '../../../catalog/lineage/keep-origin.ts';
import { canonicalJson } from '../../../domain/canonical-json.ts';
import { type Execution, isStated, orderedInputs, statedOrigin } from '../../../domain/execution.ts';
import { inWords } from '../../../domain/objections.ts';
import { refuse } from '../../../domain/problem.ts';
import { isSecretName, withoutPasswords, withoutSecrets } from '../../../domain/secret-name.ts';
import { isKeptName, type Version } from '../../../domain/version-record.ts';
import type { Repository } from '../../../versions/repository.ts';
import { gitStateOf } from './git-state.ts';
import { type InputPlace, inputsOf } from './inputs.ts';

/** What somebody says of the origin of a version. */
export interface StatedOrigin {
  /** Versions and files: `readings@v7`, `train.ts`. */
  readonly inputs?: readonly string[];
  readonly parameters?: Readonly<Record<string, string>>;
  readonly command?: string;
  readonly seed?: number;
}

/** Throws `Refusal` for what no version keeps, and where a name says that a secret would be kept for ever. */
export const checkParameters = (parameters: Readonly<Record<string, string>>): void => {
  const lost = Object.keys(parameters).find((name) => !isKeptName(name));
  if (lost !== undefined)
    refuse('usage', `no version keeps a parameter named ${JSON.stringify(lost)}`, 'name it otherwise');
  // Programs that are not typed give numbers.
  for (const [name, value] of Object.entries<unknown>(parameters))
    if (typeof value !== 'string')
      refuse(
        'usage',
        `the parameter ${name} is ${inWords(value)}, and a parameter is a text`,
        'write it as one',
      );
  const secret = Object.keys(parameters).find(isSecretName);
  if (secret !== undefined)
    refuse(
      'usage',
      `${secret} may be a secret, and what is kept of a version never goes away`,
      'leave it out, or give it another name',
    );
};

/** Parameters as they are kept: with passwords of URLs hidden. */
export const keptParameters = (parameters: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, withoutPasswords(value)]));

/** What is stated of a version, where its inputs are now; the state of the repository is added where the version turns out to be new. */
export const executionStated = async (
  catalog: Catalog,
  { inputs = [], parameters = {}, command, seed }: StatedOrigin,
  place: InputPlace,
): Promise<Execution> => {
  checkParameters(parameters);
  return {
    schema: 'assay.execution/v1',
    how: 'stated',
    inputs: orderedInputs(await inputsOf(catalog, inputs, place)),
    parameters: keptParameters(parameters),
    ...(command === undefined ? {} : { command: withoutSecrets(command.split(' ')).join(' ') }),
    ...(seed === undefined ? {} : { seed }),
  };
};

/** Whether the version says the same of its origin; so it does where nothing is stated anew. */
export const hasOrigin = async (
  catalog: Catalog,
  { record }: Version,
  execution: Execution,
): Promise<boolean> => {
  if (!isStated(execution)) return true;
  const known = record.execution && (await catalog.lineage.execution(record.execution));
  return known !== undefined && canonicalJson(statedOrigin(known)) === canonicalJson(statedOrigin(execution));
};

/** Keeps what made a new version as an object, with the state of the repository; undefined where nothing is known. */
export const keptOrigin = async (
  { objects }: Repository,
  given: Execution,
  cwd: string,
): Promise<Origin | undefined> => {
  const git = given.git ?? (await gitStateOf(cwd));
  const execution: Execution = { ...given, ...(git === undefined ? {} : { git }) };
  return git === undefined && !isStated(execution)
    ? undefined
    : { id: await objects.put(`${canonicalJson(execution)}\n`), execution };
};
