import type { Catalog } from '../catalog/catalog.ts';
import type { Histories, History, RuleHistory, RunSummary } from '../domain/history.ts';
import { nearest } from '../domain/nearest.ts';
import { refuse } from '../domain/problem.ts';
import { runChanges } from '../domain/run-history.ts';
import { withStoredCatalog } from './with-catalog.ts';

/** Of older runs it is not said what they found otherwise: their verdicts would be read for little. */
const mostCompared = 500;

const withChanges = async (catalog: Catalog, name: string, limit: number): Promise<History> => {
  const listed = await catalog.runs.list({ name, limit: limit + 1 });
  const oldestFirst = listed.slice(0, mostCompared + 1).toReversed();
  const series = await catalog.runs.series(
    name,
    oldestFirst.map(({ id }) => id),
  );
  const runs = listed.slice(0, limit);
  const shown = new Set(runs.map(({ id }) => id));
  return {
    schema: 'assay.history/v1',
    name,
    runs,
    changes: runChanges(oldestFirst, series)
      .filter(({ run }) => shown.has(run))
      .toReversed(),
  };
};

/** The last runs of a dataset, and what each found otherwise than the one before; none where the project has no catalog yet. */
export const historyOf = async (folder: string, name: string, limit: number): Promise<History> =>
  (await withStoredCatalog(folder, (catalog) => withChanges(catalog, name, limit))) ?? {
    schema: 'assay.history/v1',
    name,
    runs: [],
    changes: [],
  };

const mostNames = 200;

const needsAttention = ([last]: readonly RunSummary[]): boolean =>
  last?.decision === null || last?.decision === 'block';

/** The last runs of every dataset; none where the project has no catalog yet. */
export const allHistories = async (folder: string, limit: number): Promise<Histories> => {
  const found = await withStoredCatalog(folder, async (catalog): Promise<Histories> => {
    const names = await catalog.runs.names();
    const histories: Histories['histories'] = [];
    for (const name of names.slice(0, mostNames))
      histories.push({ name, runs: [...(await catalog.runs.list({ name, limit }))] });
    return {
      schema: 'assay.histories/v1',
      histories: histories.toSorted(
        (left, right) =>
          Number(needsAttention(right.runs)) - Number(needsAttention(left.runs)) ||
          ((left.runs[0]?.startedAt ?? '') < (right.runs[0]?.startedAt ?? '') ? 1 : -1),
      ),
      leftOut: names.length - histories.length,
    };
  });
  return found ?? { schema: 'assay.histories/v1', histories: [], leftOut: 0 };
};

/** A rule may be named without its dataset: `temp/range` for `readings.temp/range`. */
const ruleOf = (rules: readonly string[], name: string, given: string): string => {
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
    const rules = await catalog.runs.rules(name);
    if (rules.length === 0) return none;
    const id = ruleOf(rules, name, rule);
    const verdicts = [...(await catalog.runs.ofRule(name, id, limit))];
    return { ...none, rule: id, ...(await expectedBy(catalog, id, verdicts[0]?.run)), verdicts };
  });
  return found ?? none;
};

/** The name with runs that a person most likely meant. */
export const nearestName = async (folder: string, name: string): Promise<string | undefined> =>
  withStoredCatalog(folder, async (catalog) => nearest(name, await catalog.runs.names()));
