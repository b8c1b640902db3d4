import type { Execution } from '../../../domain/execution.ts';
import { type FailedExecution, failedAction } from '../../../domain/failed-execution.ts';
import { listed } from '../../../domain/listed.ts';
import { problem, Refusal } from '../../../domain/problem.ts';
import type { Added } from '../../../domain/version-reports.ts';
import type { Project } from '../../../project/project.ts';
import { withCatalog } from '../../with-catalog.ts';

export interface Failure {
  readonly by: string;
  /** Names of what the command was to make. */
  readonly outputs: readonly string[];
  /** What was added before something went wrong. */
  readonly added: readonly Added[];
  readonly execution: Execution;
}

const reasonOf = (cause: unknown): string => {
  if (cause instanceof Refusal) return cause.problems.map(({ message }) => message).join('; ');
  return cause instanceof Error ? cause.message : String(cause);
};

const keep = async (
  project: Project,
  { by, outputs, execution }: Failure,
  made: readonly string[],
  cause: unknown,
): Promise<void> => {
  const detail: Pick<FailedExecution, 'outputs' | 'made' | 'execution'> = {
    outputs: [...outputs],
    made: [...made],
    execution,
  };
  await withCatalog(project, ({ audit }) =>
    audit.append({
      at: new Date().toISOString(),
      action: failedAction,
      subject: outputs.join(', '),
      owner: by,
      reason: reasonOf(cause),
      detail,
    }),
  );
};

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

/** Where it cannot even be kept that it failed, both are told. */
const withUnkept = (cause: unknown, unkept: unknown): unknown =>
  cause instanceof Refusal && unkept instanceof Refusal
    ? new Refusal(
        [
          ...cause.problems,
          ...unkept.problems.map((one) => ({
            ...one,
            message: `that it failed was not kept: ${one.message}`,
          })),
        ],
        { cause },
      )
    : unkept;

const called = ({ version }: Added): string => `${version.record.name}@v${version.number}`;

/** Says in the audit that a command was executed of which nothing came, or not all, and gives what is to be thrown. */
export const failure = async (project: Project, given: Failure, cause: unknown): Promise<unknown> => {
  const made = given.added.filter(({ isNew }) => isNew).map(called);
  const told = withMade(cause, made);
  return keep(project, given, made, cause).then(
    () => told,
    (unkept: unknown) => withUnkept(told, unkept),
  );
};
