import type { Catalog } from '../../../catalog/catalog.ts';
import { compareOrigins, type OriginSide } from '../../../domain/compare-origins.ts';
import { type ExecutionInput, isStated } from '../../../domain/execution.ts';
import type { LineageDiff } from '../../../domain/lineage.ts';
import { atText } from '../../../domain/lineage-walk.ts';
import { refuse } from '../../../domain/problem.ts';
import { authorise } from '../../../domain/roles.ts';
import type { Version } from '../../../domain/version-record.ts';
import type { Project } from '../../../project/project.ts';
import { withStoredCatalog } from '../../with-catalog.ts';
import { readableVersion } from '../find.ts';
import { learnExecutions } from './learn.ts';

const called = ({ number, record: { name } }: Version): string => atText({ name, number });

/** What inputs are called here, of those that the actor may read. */
const inputNames = async (
  catalog: Catalog,
  inputs: readonly ExecutionInput[],
): Promise<ReadonlyMap<ExecutionInput, string>> => {
  const names = new Map<ExecutionInput, string>();
  for (const input of inputs) {
    const found =
      input.kind === 'version'
        ? await catalog.versions.find({ name: input.name, choice: { id: input.id } })
        : undefined;
    names.set(input, found === undefined ? `${input.id.slice(0, 15)}…` : called(found));
  }
  return names;
};

const sideOf = async (catalog: Catalog, version: Version, actor: string): Promise<OriginSide> => {
  const id = version.record.execution;
  const execution = id && (await catalog.lineage.execution(id));
  if (execution === undefined) return { gates: version.gates, called: (input) => input.id };
  const grants = await catalog.grants.list();
  const inputs = execution.inputs.filter(
    (input) =>
      input.kind === 'file' || authorise(grants, { actor, action: 'read', name: input.name }).isAllowed,
  );
  const names = await inputNames(catalog, inputs);
  return {
    execution: { ...execution, inputs },
    gates: version.gates,
    called: (input) => names.get(input) ?? input.id,
  };
};

/** What differs in how two versions were made and judged. Throws `Refusal` where there is no such version. */
export const lineageDiffOf = async (
  project: Project,
  given: { readonly before: string; readonly after: string; readonly actor: string },
): Promise<LineageDiff> =>
  (await withStoredCatalog(project, async (catalog): Promise<LineageDiff> => {
    await learnExecutions(project.folder, catalog);
    const before = await readableVersion(catalog, given.before, given.actor);
    const after = await readableVersion(catalog, given.after, given.actor);
    const sides = {
      before: await sideOf(catalog, before, given.actor),
      after: await sideOf(catalog, after, given.actor),
    };
    const isUnknown = ({ execution }: OriginSide): boolean => execution === undefined || !isStated(execution);
    return {
      schema: 'assay.lineage-diff/v1',
      before: called(before),
      after: called(after),
      differences: compareOrigins(sides.before, sides.after),
      unknown: [
        ...(isUnknown(sides.before) ? [called(before)] : []),
        ...(isUnknown(sides.after) ? [called(after)] : []),
      ],
    };
  })) ?? refuse('version-not-found', 'no version is kept here', 'assay add PATH --as NAME makes the first');
