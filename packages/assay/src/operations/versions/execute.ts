import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Executed } from '../../domain/executed.ts';
import { type Execution, type ExecutionInput, orderedInputs } from '../../domain/execution.ts';
import { refuse } from '../../domain/problem.ts';
import { withoutSecrets } from '../../domain/secret-name.ts';
import { shellWord } from '../../domain/shell-word.ts';
import type { Added } from '../../domain/version-reports.ts';
import type { Project } from '../../project/project.ts';
import { withCatalog } from '../with-catalog.ts';
import { addVersion } from './add.ts';
import { environmentOf } from './origin/environment.ts';
import type { FilesRead } from './origin/file-input.ts';
import { gitStateOf } from './origin/git-state.ts';
import { inputsOf } from './origin/inputs.ts';
import { failure } from './origin/keep-failure.ts';
import { observe } from './origin/observe.ts';
import { checkMade, checkOutputs, type Output, tracesOf } from './origin/outputs.ts';
import { checkParameters, keptParameters } from './origin/stated-origin.ts';

export type { Output };

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
  const before = tracesOf(outputs, cwd);
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
    throw await failure(
      project,
      { by: author, outputs: outputs.map(({ name }) => name), added, execution },
      cause,
    );
  }
  const id = added.find(({ isNew }) => isNew)?.version.record.execution;
  return { schema: 'assay.executed/v1', ...(id === undefined ? {} : { id }), execution, added };
};
