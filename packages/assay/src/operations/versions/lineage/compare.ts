import type { Catalog } from '../../../catalog/catalog.ts';
import { compareOrigins, type OriginSide } from '../../../domain/compare-origins.ts';
import { type ExecutionInput, isStated } from '../../../domain/execution.ts';
import { invariant } from '../../../domain/invariant.ts';
import type { LineageDiff, OriginsDiff } from '../../../domain/lineage.ts';
import { atText } from '../../../domain/lineage-walk.ts';
import { diffModels } from '../../../domain/model-diff.ts';
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
      input.kind !== 'version' || authorise(grants, { actor, action: 'read', name: input.name }).isAllowed,
  );
  const names = await inputNames(catalog, inputs);
  return {
    execution: { ...execution, inputs },
    gates: version.gates,
    called: (input) => names.get(input) ?? input.id,
  };
};

interface Pair {
  readonly before: Version;
  readonly after: Version;
}

/** Versions of one name that stand in the place of each other: where each side was made from one of them, and they are not the same. */
const pairsBehind = async (
  catalog: Catalog,
  before: OriginSide,
  after: OriginSide,
): Promise<readonly Pair[]> => {
  const byName = ({ execution }: OriginSide) =>
    Map.groupBy(
      (execution?.inputs ?? []).filter((input) => input.kind === 'version'),
      ({ name }) => name,
    );
  const [old, now] = [byName(before), byName(after)];
  const pairs: Pair[] = [];
  for (const [name, [one, ...others]] of old) {
    const [other, ...rest] = now.get(name) ?? [];
    if (one === undefined || other === undefined || others.length + rest.length > 0 || one.id === other.id)
      continue;
    const [left, right] = [
      await catalog.versions.find({ name, choice: { id: one.id } }),
      await catalog.versions.find({ name, choice: { id: other.id } }),
    ];
    if (left !== undefined && right !== undefined) pairs.push({ before: left, after: right });
  }
  return pairs;
};

const pairKey = ({ before, after }: Pair): string => `${called(before)} ${called(after)}`;

/** So many pairs are compared; of the others it is said how many there are. */
const mostPairs = 100;

/** Compares a pair, and the pairs that it was made from, step by step. */
const compareIn = async (
  catalog: Catalog,
  first: Pair,
  actor: string,
): Promise<{ readonly compared: readonly OriginsDiff[]; readonly left: number }> => {
  const met = new Map([[pairKey(first), first]]);
  const compared: OriginsDiff[] = [];
  for (const { before, after } of met.values()) {
    if (compared.length === mostPairs) break;
    const sides = {
      before: await sideOf(catalog, before, actor),
      after: await sideOf(catalog, after, actor),
    };
    const isUnknown = ({ execution }: OriginSide): boolean => execution === undefined || !isStated(execution);
    compared.push({
      before: called(before),
      after: called(after),
      differences: compareOrigins(sides.before, sides.after),
      unknown: [
        ...(isUnknown(sides.before) ? [called(before)] : []),
        ...(isUnknown(sides.after) ? [called(after)] : []),
      ],
    });
    for (const pair of await pairsBehind(catalog, sides.before, sides.after))
      if (!met.has(pairKey(pair))) met.set(pairKey(pair), pair);
  }
  return { compared, left: met.size - compared.length };
};

const modelOf = ({ before, after }: Pair): Pick<LineageDiff, 'model'> => {
  const [old, now] = [before.record.model, after.record.model];
  return old === undefined || now === undefined ? {} : { model: diffModels(old, now) };
};

/** What differs in how two versions were made and judged, and in what they were made from. Throws `Refusal` where there is no such version. */
export const lineageDiffOf = async (
  project: Project,
  given: { readonly before: string; readonly after: string; readonly actor: string },
): Promise<LineageDiff> =>
  (await withStoredCatalog(project, async (catalog): Promise<LineageDiff> => {
    await learnExecutions(project.folder, catalog);
    const pair = {
      before: await readableVersion(catalog, given.before, given.actor),
      after: await readableVersion(catalog, given.after, given.actor),
    };
    const { compared, left } = await compareIn(catalog, pair, given.actor);
    const [first, ...behind] = compared;
    invariant(first !== undefined, 'a pair was compared');
    return { schema: 'assay.lineage-diff/v1', ...first, ...modelOf(pair), behind, left };
  })) ?? refuse('version-not-found', 'no version is kept here', 'assay add PATH --as NAME makes the first');
