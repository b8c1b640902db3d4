import type { Catalog, DigestTimes, LastStatus } from '../catalog/catalog.ts';
import type { Digest, DigestRule } from '../domain/digest.ts';
import { type DigestParts, digestOf } from '../domain/digest-of.ts';
import { longOpen } from '../domain/digest-rules.ts';
import { lineKey, type RuleLately } from '../domain/lately.ts';
import { nearest } from '../domain/nearest.ts';
import { refuse } from '../domain/problem.ts';
import type { Run } from '../domain/run.ts';
import type { Status } from '../domain/verdict.ts';
import type { Waiver } from '../domain/waiver.ts';
import { readWaivers } from '../project/waivers-file.ts';
import { withStoredCatalog } from './with-catalog.ts';

export interface DigestOptions {
  /** Only these datasets; all without it. */
  readonly names?: readonly string[];
  /** How long a week is; 7 by default. */
  readonly days?: number;
  /** The end of the week; now by default. */
  readonly now?: Date;
}

const dayMillis = 86_400_000;

/** What is usual is seen from eight weeks, at least from so many days. */
const leastLookBackDays = 56;

/** Further back is looked for so many rules only: of the others it is said that it may be longer. */
const mostTracedBack = 50;

/** Whole runs may be large: what they say is read of so many only, those of the rules that are told first. */
const mostRead = 20;

const mostDays = 366;

const timesOf = (now: Date, days: number): DigestTimes => {
  if (!Number.isSafeInteger(days) || days < 1 || days > mostDays)
    refuse('usage', `a digest of ${days} days cannot be made`, `take 7; at most ${mostDays}`);
  const ago = (past: number): string => new Date(now.getTime() - past * dayMillis).toISOString();
  return {
    earlier: ago(Math.max(leastLookBackDays, 8 * days)),
    before: ago(2 * days),
    week: ago(days),
    to: now.toISOString(),
  };
};

/** Refuses a name without runs: a digest of nothing would look like good news. */
const known = async (catalog: Catalog, names: readonly string[]): Promise<void> => {
  const all = names.length === 0 ? [] : await catalog.runs.names();
  for (const name of names) {
    if (all.includes(name)) continue;
    const near = nearest(name, all);
    refuse(
      'run-not-found',
      `${name} is no dataset with runs`,
      near === undefined ? `datasets with runs: ${all.slice(0, 20).join(', ')}` : `did you mean ${near}?`,
    );
  }
};

/** Datasets of one contract have rules of one name: it fails where it fails in one of them. */
const worstOf = (found: readonly LastStatus[]): ReadonlyMap<string, Status> =>
  new Map([
    ...found.map(({ rule, status }) => [rule, status] as const),
    ...found.filter(({ status }) => status === 'fail').map(({ rule, status }) => [rule, status] as const),
  ]);

const gathered = async (
  catalog: Catalog,
  folder: string,
  { names = [], days = 7, now = new Date() }: DigestOptions,
): Promise<DigestParts> => {
  const times = timesOf(now, days);
  const rules = await catalog.runs.rulesLately(times, names);
  const waivers = readWaivers(folder, now).all;
  const found = await catalog.runs.lastStatuses(
    waivers.map(({ rule }) => rule),
    times.to,
  );
  const own = names.length === 0 ? found : found.filter(({ name }) => names.includes(name));
  const statuses = worstOf(own);
  return {
    now: times.to,
    days,
    from: times.week,
    before: times.before,
    names,
    runs: await catalog.runs.days(times, names),
    rules,
    since: await catalog.runs.openSince(longOpen(rules, mostTracedBack), times.to),
    waivers: names.length === 0 ? waivers : waivers.filter(({ rule }: Waiver) => statuses.has(rule)),
    statuses,
  };
};

const keyOf = (rule: Pick<DigestRule, 'name' | 'scope' | 'rule'>): string => `${lineKey(rule)} ${rule.rule}`;

const saidBy = (run: Run | undefined, { rule, status }: DigestRule): Pick<DigestRule, 'message'> => {
  const verdict = run?.verdicts.find((one) => one.rule === rule && one.status === status);
  return verdict === undefined || verdict.status === 'pass' ? {} : { message: verdict.message };
};

/** A digest with what the last runs say of the rules and datasets that are told first. */
const withWords = async (catalog: Catalog, digest: Digest, rules: readonly RuleLately[]): Promise<Digest> => {
  const lastRuns = new Map(rules.map((rule) => [keyOf(rule), rule.lastRun]));
  const failed = digest.datasets.filter(({ last }) => last.decision === null).map(({ last }) => last.run);
  const wanted = [
    ...failed,
    ...digest.rules.flatMap((rule) =>
      rule.status === undefined || rule.status === 'pass' ? [] : (lastRuns.get(keyOf(rule)) ?? []),
    ),
  ];
  const runs = new Map<string, Run | undefined>();
  for (const id of [...new Set(wanted)].slice(0, mostRead)) runs.set(id, await catalog.runs.get(id));
  return {
    ...digest,
    rules: digest.rules.map((rule) => ({
      ...rule,
      ...saidBy(runs.get(lastRuns.get(keyOf(rule)) ?? ''), rule),
    })),
    datasets: digest.datasets.map((dataset) => {
      const reason = runs.get(dataset.last.decision === null ? dataset.last.run : '')?.problems[0]?.message;
      return reason === undefined ? dataset : { ...dataset, reason };
    }),
  };
};

/** What became of the datasets of a project in the last days, beside as many days before. Refuses where no run is stored. */
export const digestHistory = async (folder: string, options: DigestOptions = {}): Promise<Digest> => {
  const digest = await withStoredCatalog(folder, async (catalog) => {
    await known(catalog, options.names ?? []);
    const parts = await gathered(catalog, folder, options);
    return withWords(catalog, digestOf(parts), parts.rules);
  });
  return digest ?? refuse('run-not-found', 'no run is stored in this project', 'assay check stores one');
};
