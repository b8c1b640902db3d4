import type { Execution } from '../../../domain/execution.ts';
import { type FailedExecution, failedAction } from '../../../domain/failed-execution.ts';
import { Refusal } from '../../../domain/problem.ts';
import type { Project } from '../../../project/project.ts';
import { withCatalog } from '../../with-catalog.ts';

export interface Failure {
  readonly by: string;
  readonly outputs: readonly string[];
  readonly made: readonly string[];
  readonly execution: Execution;
}

const reasonOf = (cause: unknown): string => {
  if (cause instanceof Refusal) return cause.problems.map(({ message }) => message).join('; ');
  return cause instanceof Error ? cause.message : String(cause);
};

/** Says in the audit that a command was executed of which nothing came, or not all. */
export const keepFailure = async (
  project: Project,
  { by, outputs, made, execution }: Failure,
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
