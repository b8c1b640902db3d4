import type { Catalog } from '../../../catalog/catalog.ts';
import type { AuditEntry } from '../../../domain/audit.ts';
import type { ExecutionInput } from '../../../domain/execution.ts';
import {
  type FailedExecution,
  type FailedExecutions,
  failedAction,
  failureDetailSchema,
} from '../../../domain/failed-execution.ts';
import { authorise } from '../../../domain/roles.ts';
import { parseVersionRef } from '../../../domain/version-ref.ts';
import type { Project } from '../../../project/project.ts';
import { withStoredCatalog } from '../../with-catalog.ts';
import { readableVersion } from '../find.ts';

export interface FailedOptions {
  /** A name that was to be made, or a name or a version that was read; all without it. */
  readonly of?: string;
  readonly actor: string;
}

const failureOf = ({ at, owner, reason, detail }: AuditEntry): FailedExecution => ({
  at,
  by: owner,
  reason,
  ...failureDetailSchema.parse(detail),
});

type Concerns = (failure: FailedExecution) => boolean;

const concerning = async (catalog: Catalog, { of, actor }: FailedOptions): Promise<Concerns> => {
  if (of === undefined) return () => true;
  if (of.includes('@')) {
    const { id } = await readableVersion(catalog, of, actor);
    return ({ execution }) => execution.inputs.some((input) => input.id === id);
  }
  const { name } = parseVersionRef(of);
  return ({ outputs, execution }) =>
    outputs.includes(name) ||
    execution.inputs.some((input) => input.kind === 'version' && input.name === name);
};

const failedIn = async (catalog: Catalog, options: FailedOptions): Promise<FailedExecution[]> => {
  const concerns = await concerning(catalog, options);
  const grants = await catalog.grants.list();
  const mayRead = (name: string): boolean =>
    authorise(grants, { actor: options.actor, action: 'read', name }).isAllowed;
  const isTold = (input: ExecutionInput): boolean => input.kind !== 'version' || mayRead(input.name);
  const entries = await catalog.audit.list({ action: failedAction });
  return entries
    .map(failureOf)
    .filter((failure) => failure.outputs.every(mayRead) && concerns(failure))
    .map((failure) => ({
      ...failure,
      execution: { ...failure.execution, inputs: failure.execution.inputs.filter(isTold) },
    }))
    .toReversed();
};

/** Commands that were executed and of which nothing came, or not all; the newest first. Throws `Refusal` where there is no such version. */
export const failedExecutions = async (
  project: Project,
  options: FailedOptions,
): Promise<FailedExecutions> => ({
  schema: 'assay.failed-executions/v1',
  ...(options.of === undefined ? {} : { of: options.of }),
  executions: (await withStoredCatalog(project, (catalog) => failedIn(catalog, options))) ?? [],
});
