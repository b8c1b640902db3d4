import { join } from 'node:path';
import { assayFolder, makeAssayFolder } from '../catalog/assay-folder.ts';
import { type Earlier, nothingEarlier } from '../domain/past-run.ts';
import { type Problem, problem, Refusal, reasonOf } from '../domain/problem.ts';
import type { Run } from '../domain/run.ts';
import { lookingBack } from '../plan/looking-back.ts';
import { interpolate } from '../project/interpolate.ts';
import type { Project } from '../project/project.ts';
import { waiverNotes, waiversFile } from '../project/waivers.ts';
import { readWaivers } from '../project/waivers-file.ts';
import { type Notification, notify } from '../run/notify.ts';
import { quarantineWriter } from '../run/quarantine.ts';
import type { CheckDatasetsOptions, Keeping } from './check.ts';
import { type KeptStates, statesIn } from './kept-states.ts';
import { pruneAfterCheck } from './prune-history.ts';
import type { Target } from './targets.ts';
import { keepGate } from './versions/keep-gate.ts';
import { withCatalog, withStoredCatalog } from './with-catalog.ts';

/** A run that cannot be stored keeps its decision, and says so. */
const saved = async (project: Project, run: Run, states: KeptStates): Promise<readonly Problem[]> => {
  try {
    if (run.quarantine !== undefined) makeAssayFolder(assayFolder(project.folder));
    return await withCatalog(project, async (catalog) => {
      await catalog.runs.save(run);
      await states.flush(catalog);
      return pruneAfterCheck(catalog, project.config, run.subject.name);
    });
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    return cause.problems.map(({ message, hint, where }) =>
      problem('run-unsaved', `the run was not stored: ${message}`, hint, where),
    );
  }
};

/** A run without a decision, or of selected rules, does not tell which waivers match nothing. */
const notesOf = (
  project: Project,
  run: Run,
  target: Target,
  options: CheckDatasetsOptions,
): readonly Problem[] => {
  const complete = run.decision !== null && (options.select ?? []).length === 0;
  return waiverNotes(
    readWaivers(project.folder, new Date(run.now)),
    target.object.name,
    complete ? run.verdicts.map(({ rule }) => rule) : undefined,
    join(project.folder, waiversFile),
  );
};

const withProblems = (run: Run, problems: readonly Problem[]): Run =>
  problems.length === 0 ? run : { ...run, problems: [...run.problems, ...problems] };

/** Who is told of a block, with variables filled in; what is not set or no address is a problem. */
const notificationsOf = (project: Project): readonly (Notification | Problem)[] =>
  project.config.onBlock.map((target, index) => {
    if ('command' in target) return target;
    const where = project.placeOf(['onBlock', index, 'webhook']);
    const webhook = interpolate(target.webhook, project.variables, where);
    if (typeof webhook !== 'string') return webhook;
    return /^https?:\/\//i.test(webhook) && URL.canParse(webhook)
      ? { webhook }
      : problem('notification-failed', 'the webhook is no http or https URL', 'write https://…', where);
  });

const tellOf = async (
  run: Run,
  project: Project,
  signal: AbortSignal | undefined,
): Promise<readonly Problem[]> => {
  const targets = notificationsOf(project);
  const failed = await notify(
    targets.flatMap((target) => ('code' in target ? [] : [target])),
    run,
    { cwd: project.folder, ...(signal === undefined ? {} : { signal }) },
  );
  return [...targets.flatMap((target) => ('code' in target ? [target] : [])), ...failed];
};

/** So far back do rules look, counted in runs of any data. */
const mostRuns = 1500;

/** What the catalog holds for the rules of a target that look back; where it cannot be used, why. */
const earlierOf = async (
  project: Project,
  target: Target,
  scope: string | undefined,
): Promise<Earlier | undefined> => {
  const { needsRuns, rules } = lookingBack(target.object.demands);
  if (!needsRuns && rules.length === 0) return undefined;
  const options = { admittedOnly: true, limit: mostRuns, ...(scope === undefined ? {} : { scope }) };
  try {
    const found = await withStoredCatalog(project, async ({ runs }) => ({
      kind: 'known' as const,
      runs: needsRuns ? await runs.history(target.name, options) : [],
      values: await runs.values(target.name, rules, mostRuns),
    }));
    return found ?? nothingEarlier;
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    return { kind: 'unreachable', reason: reasonOf(cause) };
  }
};

/** Keeps runs, waivers and quarantined rows in the project's folder; the admitted rows go to `admittedFile`. */
export const keepingIn = (project: Project, admittedFile?: string): Keeping => {
  const states = statesIn(project);
  return {
    waiversFor: (_target, now) => readWaivers(project.folder, now).active,
    lookBack: (target, scope) => earlierOf(project, target, scope),
    states,
    writesRows: project.config.quarantine.admitted || admittedFile !== undefined,
    quarantineFor: (target) =>
      quarantineWriter({
        projectFolder: project.folder,
        name: target.name,
        source: target.source,
        object: target.object,
        publicClassifications: project.config.public,
        maxRows: project.config.quarantine.maxRows,
        admitted: project.config.quarantine.admitted,
        ...(admittedFile === undefined ? {} : { admittedFile }),
      }),
    keepProfile: (run, profile) => withCatalog(project, (catalog) => catalog.profiles.save(profile, run)),
    keep: async (judged, target, options) => {
      const run = withProblems(judged, notesOf(project, judged, target, options));
      const unsavedRun = await saved(project, run, states);
      const unsaved = [
        ...unsavedRun,
        ...(unsavedRun.length > 0 ? [] : await keepGate(project, run, target, options)),
      ];
      if (run.decision !== 'block') return withProblems(run, unsaved);
      const untold = await tellOf(run, project, options.signal);
      const told = withProblems(run, untold);
      const again = untold.length > 0 && unsaved.length === 0 ? await saved(project, told, states) : unsaved;
      return withProblems(told, again);
    },
  };
};

/** Keeps nothing: no history, no waivers, no quarantine. */
export const keepingNothing: Keeping = {
  waiversFor: () => new Map(),
  lookBack: async () => undefined,
  keep: async (run) => run,
};
