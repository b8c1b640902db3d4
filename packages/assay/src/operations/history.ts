import type { Catalog } from '../catalog/catalog.ts';
import type { History, RuleHistory } from '../domain/history.ts';
import { nearest } from '../domain/nearest.ts';
import { refuse } from '../domain/problem.ts';
import { withStoredCatalog } from './with-catalog.ts';

/** The last runs of a dataset; none where the project has no catalog yet. */
export const historyOf = async (folder: string, name: string, limit: number): Promise<History> => ({
  schema: 'assay.history/v1',
  name,
  runs: [...((await withStoredCatalog(folder, (catalog) => catalog.runs.list({ name, limit }))) ?? [])],
});

/** A rule may be named without its dataset: `temp/range` for `readings.temp/range`. */
const ruleOf = async (catalog: Catalog, name: string, given: string): Promise<string> => {
  const rules = await catalog.runs.rules(name);
  const found =
    rules.find((rule) => rule === given) ??
    rules.find((rule) => rule === `${name}/${given}`) ??
    rules.find((rule) => rule.endsWith(`.${given}`));
  if (found !== undefined) return found;
  const near = nearest(given, rules);
  return refuse(
    'run-not-found',
    `no run of ${name} judged a rule ${given}`,
    near === undefined ? `rules: ${rules.slice(0, 20).join(', ')}` : `did you mean ${near}?`,
  );
};

/** The range that the newest verdict of a rule gives as evidence. */
const expectedBy = async (
  catalog: Catalog,
  rule: string,
  run: string | undefined,
): Promise<Pick<RuleHistory, 'expected'>> => {
  const found = run === undefined ? undefined : await catalog.runs.get(run);
  const evidence = found?.verdicts.find((verdict) => verdict.rule === rule)?.evidence;
  const [low, high] = [evidence?.expectedLow, evidence?.expectedHigh];
  return typeof low === 'number' && typeof high === 'number' ? { expected: { low, high } } : {};
};

/** What one rule found in the last runs of a dataset. Refuses a rule that no run judged. */
export const ruleHistoryOf = async (
  folder: string,
  name: string,
  rule: string,
  limit: number,
): Promise<RuleHistory> => {
  const none: RuleHistory = { schema: 'assay.rule-history/v1', name, rule, verdicts: [] };
  const found = await withStoredCatalog(folder, async (catalog) => {
    if ((await catalog.runs.rules(name)).length === 0) return none;
    const id = await ruleOf(catalog, name, rule);
    const verdicts = [...(await catalog.runs.ofRule(name, id, limit))];
    return { ...none, rule: id, ...(await expectedBy(catalog, id, verdicts[0]?.run)), verdicts };
  });
  return found ?? none;
};

/** The name with runs that a person most likely meant. */
export const nearestName = async (folder: string, name: string): Promise<string | undefined> =>
  withStoredCatalog(folder, async (catalog) => nearest(name, await catalog.runs.names()));
