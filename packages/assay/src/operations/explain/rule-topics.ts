import type { Run } from '../../domain/run.ts';
import type { Topic } from '../../domain/topic.ts';
import { withStoredCatalog } from '../with-catalog.ts';
import { topicsNamed } from './topics.ts';

/** The newest run that judged a rule, with the verdict of that rule alone; undefined where no newest run has such a rule. */
const lastOf = async (projectFolder: string, rule: string): Promise<Run | undefined> => {
  if (!rule.includes('/')) return undefined;
  return withStoredCatalog(projectFolder, async (catalog) => {
    const known = (await catalog.runs.latestRules()).find((one) => one.rule === rule);
    const run = known === undefined ? undefined : await catalog.runs.latest(known.name);
    const verdicts = run?.verdicts.filter((verdict) => verdict.rule === rule) ?? [];
    return run === undefined || verdicts.length === 0
      ? undefined
      : { ...run, verdicts, scores: { overall: null, dimensions: {} }, problems: [] };
  });
};

/** What an id means; for the id of a rule what its check means, and the run that judged it last. Throws `Refusal` where there is none. */
export const explained = async (
  projectFolder: string,
  id: string,
): Promise<{ readonly topics: readonly Topic[]; readonly last?: Run }> => {
  const last = await lastOf(projectFolder, id);
  const [verdict] = last?.verdicts ?? [];
  return { topics: topicsNamed(verdict?.check ?? id), ...(last === undefined ? {} : { last }) };
};
