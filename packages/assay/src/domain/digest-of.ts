import { type Digest, type DigestKind, digestKinds } from './digest.ts';
import { digestDatasets, digestTotals, scoreMove } from './digest-datasets.ts';
import { digestRules } from './digest-rules.ts';
import { digestWaivers } from './digest-waivers.ts';
import { isMissing } from './digest-words.ts';
import { type DayOfRuns, lineKey, type OpenSince, type RuleLately } from './lately.ts';
import type { Status } from './verdict.ts';
import type { Waiver } from './waiver.ts';

/** What a digest is made of. Times are ISO 8601 in UTC. */
export interface DigestParts {
  readonly now: string;
  readonly days: number;
  readonly from: string;
  readonly before: string;
  readonly names: readonly string[];
  readonly runs: readonly DayOfRuns[];
  readonly rules: readonly RuleLately[];
  readonly since: readonly OpenSince[];
  readonly waivers: readonly Waiver[];
  /** What the rules of waivers found last. */
  readonly statuses: ReadonlyMap<string, Status>;
}

const mostOfAKind = 100;
const mostDatasets = 200;

/** A hundredth is the least that two decimals show. */
const leastMove = 0.01;

/** A rule of which no run of its dataset was left in the week is not gone: it was not asked. */
const asked = (rules: readonly RuleLately[], runs: readonly DayOfRuns[]): readonly RuleLately[] => {
  const judged = new Set(
    runs.filter(({ span, runs: all, couldNotRun }) => span === 'week' && all > couldNotRun).map(lineKey),
  );
  return rules.filter((rule) => rule.week.letters !== '' || judged.has(lineKey(rule)));
};

/** What became of datasets and rules in the week from `from` to `now`, beside the week from `before` to `from`. */
export const digestOf = (parts: DigestParts): Digest => {
  const { now, days, from, before, names, runs } = parts;
  const rules = digestRules(asked(parts.rules, runs), parts.since, from);
  const ofKind = (kind: DigestKind) => rules.filter((rule) => rule.kind === kind);
  const kept = digestKinds.flatMap((kind) => ofKind(kind).slice(0, mostOfAKind));
  const datasets = digestDatasets(runs, now);
  const { waivers, waiversStanding } = digestWaivers(parts.waivers, parts.statuses, now, 2 * days);
  const moves = datasets.map(scoreMove);
  return {
    schema: 'assay.digest/v1',
    now,
    days,
    from,
    before,
    names: [...names],
    week: digestTotals(runs, 'week'),
    weekBefore: digestTotals(runs, 'before'),
    kinds: Object.fromEntries(digestKinds.map((kind) => [kind, ofKind(kind).length])) as Digest['kinds'],
    scores: {
      up: moves.filter((move) => move >= leastMove).length,
      down: moves.filter((move) => move <= -leastMove).length,
    },
    missing: {
      silent: datasets.filter(({ silent }) => silent !== undefined).length,
      couldNotRun: datasets.filter(({ last }) => last.decision === null).length,
      either: datasets.filter(isMissing).length,
    },
    rules: kept,
    waivers: [...waivers],
    waiversStanding,
    datasets: datasets.slice(0, mostDatasets),
    leftOut: {
      rules: rules.length - kept.length,
      datasets: Math.max(0, datasets.length - mostDatasets),
    },
  };
};
