import type { PastVerdict, RunSummary } from '../../domain/history.ts';
import type { DayOfRuns, OpenSince, RuleLately, RuleOfLine } from '../../domain/lately.ts';
import type { PastRun, PastValues } from '../../domain/past-run.ts';
import type { RuleSeries } from '../../domain/report-data.ts';
import type { Run } from '../../domain/run.ts';
import type { Status } from '../../domain/verdict.ts';
import { type DigestTimes, daysOfRuns } from '../days-of-runs.ts';
import { getRun, latestRun } from '../get-run.ts';
import { type LastStatus, lastStatuses } from '../last-statuses.ts';
import { listRuns, pastRuns, type RunFilter, runNames } from '../list-runs.ts';
import { openSince } from '../open-since.ts';
import { pastValues } from '../past-values.ts';
import { latestRules, pastVerdicts, rulesOf } from '../past-verdicts.ts';
import { type Pruned, type PruneLimits, pruneRuns } from '../prune-runs.ts';
import { ruleSeries } from '../rule-series.ts';
import { rulesLately } from '../rules-lately.ts';
import { saveRun } from '../save-run.ts';
import type { KeptStates } from '../sqlite/kept-states.ts';
import type { Store } from '../store.ts';

/** What the catalog keeps of runs. */
export interface CatalogRuns {
  /** Stores a run; one stored before under the same id is replaced. */
  readonly save: (run: Run) => Promise<void>;
  /** By id, or by the beginning of one id; undefined where there is none, or more than one. */
  readonly get: (id: string) => Promise<Run | undefined>;
  readonly latest: (name?: string) => Promise<Run | undefined>;
  /** Newest first. */
  readonly list: (filter?: RunFilter) => Promise<readonly RunSummary[]>;
  /** Earlier runs of a dataset whose scope was written alike, oldest first, for checks that look back. */
  readonly history: (
    name: string,
    options?: { readonly admittedOnly?: boolean; readonly scope?: string; readonly limit?: number },
  ) => Promise<readonly PastRun[]>;
  /** What rules that look back at their numbers observed in earlier runs, of whatever scope, oldest first. */
  readonly values: (name: string, rules: readonly string[], limit?: number) => Promise<PastValues>;
  /** What one rule found, newest first. */
  readonly ofRule: (name: string, rule: string, limit?: number) => Promise<readonly PastVerdict[]>;
  /** What every rule found in the given runs, one entry a run in their order. */
  readonly series: (name: string, runs: readonly string[]) => Promise<Readonly<Record<string, RuleSeries>>>;
  /** Names that have runs. */
  readonly names: () => Promise<readonly string[]>;
  /** Every rule that a run of this name judged. */
  readonly rules: (name: string) => Promise<readonly string[]>;
  /** The rules in the last run of every name. */
  readonly latestRules: () => Promise<
    readonly { readonly name: string; readonly rule: string; readonly status: Status }[]
  >;
  /** How the runs of the last weeks went, by dataset, scope and day; of all datasets without names. */
  readonly days: (times: DigestTimes, names?: readonly string[]) => Promise<readonly DayOfRuns[]>;
  /** What the rules found in the last two weeks that were not always in order. */
  readonly rulesLately: (times: DigestTimes, names?: readonly string[]) => Promise<readonly RuleLately[]>;
  /** Since when rules have been failing or not judged. */
  readonly openSince: (rules: readonly RuleOfLine[], to: string) => Promise<readonly OpenSince[]>;
  /** What rules found last, up to a time; nothing of those that no run judged. */
  readonly lastStatuses: (rules: readonly string[], to: string) => Promise<readonly LastStatus[]>;
  readonly prune: (limits: PruneLimits) => Promise<readonly Pruned[]>;
}

export const catalogRuns = (store: Store, states: KeptStates): CatalogRuns => ({
  save: (run) => saveRun(store, run),
  get: (id) => getRun(store, id),
  latest: (name) => latestRun(store, name),
  list: (filter = {}) => listRuns(store, filter),
  history: (name, options = {}) => pastRuns(store, name, options),
  values: (name, rules, limit = 1500) => pastValues(store, name, rules, limit),
  ofRule: (name, rule, limit = 100) => pastVerdicts(store, name, rule, limit),
  series: (name, runs) => ruleSeries(store, name, runs),
  names: () => runNames(store),
  rules: (name) => rulesOf(store, name),
  latestRules: () => latestRules(store),
  days: (times, names = []) => daysOfRuns(store, times, names),
  rulesLately: (times, names = []) => rulesLately(store, times, names),
  openSince: (rules, to) => openSince(store, rules, to),
  lastStatuses: (rules, to) => lastStatuses(store, rules, to),
  prune: async (limits) => {
    const pruned = await pruneRuns(store, limits);
    if (limits.startedBefore !== undefined) await states.forget(limits.startedBefore);
    return pruned;
  },
});
