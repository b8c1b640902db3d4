import type { Catalog } from '../../catalog/catalog.ts';
import { suggestion } from '../../domain/nearest.ts';
import { own } from '../../domain/own.ts';
import { refuse } from '../../domain/problem.ts';
import type { Promoted } from '../../domain/stage-moves.ts';
import type { Judge } from '../../domain/stage-rules.ts';
import type { VersionRecord } from '../../domain/version-record.ts';
import type { Project } from '../../project/project.ts';
import { withStoredCatalog } from '../with-catalog.ts';
import { contractOfDataset } from './contract-of-dataset.ts';
import { readableVersion, versionNamed } from './find.ts';

export interface MoveStage {
  readonly stage: string;
  readonly actor: string;
  readonly reason: string;
  readonly now: Date;
}

export interface Promote extends MoveStage {
  readonly version: string;
  /** Moves it though something is lacking, where the actor may. */
  readonly override: boolean;
  /** Only says what would become of it. */
  readonly dryRun?: boolean;
}

const noVersions = (): never =>
  refuse('version-not-found', 'no version is kept here', 'assay add PATH --as NAME makes the first');

const checkStage = ({ config }: Project, stage: string): void => {
  if (own(config.stages, stage) === undefined)
    refuse('usage', `there is no stage ${stage}`, suggestion(stage, Object.keys(config.stages)));
};

const byOf = ({ actor, reason, now }: MoveStage) => ({ at: now.toISOString(), owner: actor, reason });

/** The contract that counts, where the stage asks for a gate; of a model there is none. */
const judgeOf = (project: Project, { name, kind }: VersionRecord, stage: string): Judge | undefined =>
  kind !== 'dataset' || own(project.config.stages, stage)?.gate === 'none'
    ? undefined
    : contractOfDataset(project, name)?.contractOf;

const latest = async (catalog: Catalog, name: string, number: number) =>
  (await catalog.versions.find({ name, choice: { number } })) ?? noVersions();

/** Moves a stage to a version through its gate, agrees to the move, or says what is lacking. Throws `Refusal` for an unknown version or stage. */
export const promoteVersion = async (project: Project, given: Promote): Promise<Promoted> => {
  checkStage(project, given.stage);
  const done = await withStoredCatalog(project, async (catalog): Promise<Promoted> => {
    const { dryRun = false } = given;
    const { number, record } = await readableVersion(catalog, given.version, given.actor);
    const result = await catalog.stages[dryRun ? 'try' : 'move']({
      name: record.name,
      number,
      stage: given.stage,
      rules: project.config.stages,
      judge: judgeOf(project, record, given.stage),
      override: given.override,
      by: byOf(given),
    });
    const version = await latest(catalog, record.name, number);
    return {
      schema: 'assay.promoted/v1',
      name: record.name,
      stage: given.stage,
      version,
      ...(dryRun ? { dryRun } : {}),
      result,
    };
  });
  return done ?? noVersions();
};

/** Moves a stage back to the version it led to before. Throws `Refusal` where there is none, or the actor may not. */
export const rollBackStage = async (
  project: Project,
  { name, ...given }: MoveStage & { readonly name: string },
): Promise<Promoted> => {
  checkStage(project, given.stage);
  const done = await withStoredCatalog(project, async (catalog): Promise<Promoted> => {
    await catalog.grants.allow(byOf(given), { action: 'promote', name, stage: given.stage });
    await versionNamed(catalog, name);
    const move = await catalog.stages.rollBack({ name, stage: given.stage, by: byOf(given) });
    if (move === undefined)
      return refuse(
        'version-not-found',
        `${name}@${given.stage} led to no other version before`,
        `assay audit --of ${name} shows its moves`,
      );
    const version = await latest(catalog, name, move.after);
    const result = { outcome: 'moved' as const, move, overridden: [] };
    return { schema: 'assay.promoted/v1', name, stage: given.stage, version, result };
  });
  return done ?? noVersions();
};
