import { resolve } from 'node:path';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Executed } from '../../domain/executed.ts';
import { type Execution, type ExecutionInput, orderedInputs } from '../../domain/execution.ts';
import { listed } from '../../domain/listed.ts';
import { problem, Refusal, refuse } from '../../domain/problem.ts';
import { withoutSecrets } from '../../domain/secret-name.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { versionNameSchema } from '../../domain/version-record.ts';
import type { Added } from '../../domain/version-reports.ts';
import type { Project } from '../../project/project.ts';
import { withCatalog } from '../with-catalog.ts';
import { addVersion } from './add.ts';
import { environmentOf } from './origin/environment.ts';
import type { FilesRead } from './origin/file-input.ts';
import { gitStateOf } from './origin/git-state.ts';
import { inputsOf } from './origin/inputs.ts';
import { keepFailure } from './origin/keep-failure.ts';
import { observe } from './origin/observe.ts';
import { checkParameters, keptParameters } from './origin/stated-origin.ts';
import { traceOf } from './origin/trace.ts';

export interface Output {
  readonly path: string;
  /** What versions of it are called. */
  readonly name: string;
}

export interface Execute {
  readonly command: readonly string[];
  /** Versions and files that it reads. */
  readonly inputs?: readonly string[];
  /** What it writes, and what becomes of that. */
  readonly outputs: readonly Output[];
  readonly parameters?: Readonly<Record<string, string>>;
  readonly seed?: number;
  /** Names of variables that are kept; none that may be a secret. */
  readonly variables?: readonly string[];
  readonly author: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Keeps what the command prints from standard output. */
  readonly quietOutput: boolean;
  readonly signal?: AbortSignal;
}

const checkOutputs = (outputs: readonly Output[]): void => {
  if (outputs.length === 0) refuse('usage', 'nothing says what the command makes', 'add --output PATH:NAME');
  const wrong = outputs.find(({ name }) => !versionNameSchema.safeParse(name).success);
  if (wrong !== undefined)
    refuse('usage', `${JSON.stringify(wrong.name)} is no name`, 'a name has letters, digits, - . and _');
};

const readInputs = (
  project: Project,
  { inputs = [], cwd, author }: Execute,
  read: FilesRead,
): Promise<ExecutionInput[]> =>
  withCatalog(project, async (catalog) =>
    orderedInputs(await inputsOf(catalog, inputs, { cwd, folder: project.folder, actor: author, read })),
  );

/** An alias may move while the command runs, and the version that it read is another then; so may a file. */
const checkSame = (before: readonly ExecutionInput[], after: readonly ExecutionInput[]): void => {
  if (canonicalJson(before) !== canonicalJson(after))
    refuse(
      'source-changed',
      'an input changed while the command ran',
      'nothing was added; run it again when nobody writes to its inputs',
    );
};

const checkMade = (
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

/** Whoever may not add what the command makes, or not read its inputs, need not wait for it. */
const allowOutputs = (project: Project, { outputs, author }: Execute): Promise<void> =>
  withCatalog(project, async ({ grants }) => {
    const by = { at: new Date().toISOString(), owner: author, reason: '' };
    for (const { name } of outputs) await grants.allow(by, { action: 'add', name });
  });

const addOutputs = async (
  project: Project,
  execution: Execution,
  { outputs, author, cwd, signal }: Execute,
  onAdded: (added: Added) => void,
): Promise<void> => {
  for (const { path, name } of outputs)
    onAdded(
      await addVersion(project, {
        path,
        name,
        execution,
        author,
        cwd,
        ...(signal === undefined ? {} : { signal }),
      }),
    );
};

const called = ({ version }: Added): string => `${version.record.name}@v${version.number}`;

/** What was added before another output was refused stays, and has to be told. */
const withMade = (cause: unknown, made: readonly string[]): unknown =>
  cause instanceof Refusal && made.length > 0
    ? new Refusal(
        [
          ...cause.problems,
          problem(
            'execution-failed',
            `${listed(made)} ${made.length === 1 ? 'was' : 'were'} added before that`,
            'what was added stays',
          ),
        ],
        { cause },
      )
    : cause;

/**
 * Runs a command, and makes versions of what it wrote, with what was seen: inputs, code, environment, time. Throws `Refusal` where the command
 * fails, an input changes meanwhile, or an output was not written: no version is made then, and the audit says who tried it.
 */
export const executeCommand = async (project: Project, given: Execute): Promise<Executed> => {
  const { command, outputs, parameters = {}, seed, variables = [], author, cwd, signal } = given;
  checkOutputs(outputs);
  checkParameters(parameters);
  const environment = environmentOf(variables, given.env);
  await allowOutputs(project, given);
  const read: FilesRead = new Map();
  const inputs = await readInputs(project, given, read);
  const git = await gitStateOf(cwd);
  const before = outputs.map(({ path }) => traceOf(resolve(cwd, path)));
  const { failed, ...observed } = await observe({
    command,
    cwd,
    quietOutput: given.quietOutput,
    ...(signal === undefined ? {} : { signal }),
  });
  const execution: Execution = {
    schema: 'assay.execution/v1',
    how: 'observed',
    inputs,
    parameters: keptParameters(parameters),
    command: withoutSecrets(command).map(shellWord).join(' '),
    ...(seed === undefined ? {} : { seed }),
    ...(git === undefined ? {} : { git }),
    environment,
    ...observed,
  };
  const added: Added[] = [];
  try {
    signal?.throwIfAborted();
    if (failed !== undefined) refuse('execution-failed', failed, 'nothing was added; see what it printed');
    checkSame(inputs, await readInputs(project, given, read));
    checkMade(outputs, before, cwd);
    await addOutputs(project, execution, given, (one) => added.push(one));
  } catch (cause) {
    const made = added.filter(({ isNew }) => isNew).map(called);
    const names = outputs.map(({ name }) => name);
    await keepFailure(project, { by: author, outputs: names, made, execution }, cause);
    throw withMade(cause, made);
  }
  const id = added.find(({ isNew }) => isNew)?.version.record.execution;
  return { schema: 'assay.executed/v1', ...(id === undefined ? {} : { id }), execution, added };
};
