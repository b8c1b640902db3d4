import { type Problem, Refusal, reasonOf } from '../../domain/problem.ts';
import type { Run } from '../../domain/run.ts';
import type { GatedVersion } from '../../domain/version-record.ts';
import type { Project } from '../../project/project.ts';
import type { CheckDatasetsOptions } from '../check.ts';
import type { Target } from '../targets.ts';
import { withCatalog } from '../with-catalog.ts';
import { actorOf } from './actor.ts';
import { chosenByVariables, notKept, readsByVariables } from './chosen-by-variables.ts';

/** What a run says of a version as a whole; undefined of one without a decision. */
export const gatedBy = ({ id, decision, startedAt, contract }: Run): GatedVersion | undefined =>
  decision === null || contract === undefined
    ? undefined
    : {
        run: id,
        decision,
        at: startedAt,
        contract: { id: contract.id, version: contract.version, sha256: contract.sha256 },
      };

/** Some rules, or some rows, say nothing of the whole. */
const isPart = ({ select = [], where }: CheckDatasetsOptions): boolean =>
  select.length > 0 || where !== undefined;

const called = ({ name, number }: NonNullable<Target['version']>): string => `${name}@v${number}`;

/** Keeps with a version what the gate said of it. Whoever may not add to it learns the verdict all the same, and that it was not kept. */
export const keepGate = async (
  project: Project,
  run: Run,
  { version }: Target,
  options: CheckDatasetsOptions,
): Promise<readonly Problem[]> => {
  const gate = gatedBy(run);
  if (version === undefined || gate === undefined || isPart(options)) return [];
  if (readsByVariables(project, version.name)) return [chosenByVariables(called(version))];
  if (options.now !== undefined)
    return [notKept(called(version), 'it was judged by another clock', 'leave out --now')];
  const owner = options.actor ?? actorOf(project.variables.env, options.cwd);
  try {
    await withCatalog(project, ({ versions }) =>
      versions.gate({ ...version, gate, by: { at: new Date().toISOString(), owner, reason: '' } }),
    );
    return [];
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    return [notKept(called(version), reasonOf(cause), 'somebody who may add to it can check it again')];
  }
};
