import type { DigestDataset, DigestTotals } from './digest.ts';
import { byWeight } from './digest-rules.ts';
import { type DayOfRuns, lineKey, type Span } from './lately.ts';

const dayMillis = 86_400_000;

const total = (days: readonly DayOfRuns[], of: (day: DayOfRuns) => number): number =>
  days.reduce((sum, day) => sum + of(day), 0);

/** Undefined where no day tells. */
const quarantinedIn = (days: readonly DayOfRuns[]): number | undefined => {
  const told = days.flatMap(({ quarantined }) => (quarantined === undefined ? [] : [quarantined]));
  return told.length === 0 ? undefined : told.reduce((sum, rows) => sum + rows, 0);
};

/** Nearest rank: the least number that this share of them does not exceed. */
const ranked = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;

/** Of fewer days with runs nothing is usual. */
const fewestDays = 4;

/**
 * Silent is what has had no run for more than twice as long as nine in ten of the pauses between its days with runs lasted; so a dataset
 * of working days is not silent on a Monday, and one of two runs on two days never.
 */
const silenceOf = (days: readonly DayOfRuns[], now: string): DigestDataset['silent'] => {
  const dates = [...new Set(days.map(({ day }) => day))].sort();
  const last = days.at(-1)?.last.at;
  if (dates.length < fewestDays || last === undefined) return undefined;
  const gaps = dates
    .slice(1)
    .map((day, at) => Math.round((Date.parse(day) - Date.parse(dates[at] ?? day)) / dayMillis))
    .sort((left, right) => left - right);
  const silent = (Date.parse(now) - Date.parse(last)) / dayMillis;
  return silent > 2 * ranked(gaps, 0.9)
    ? { days: Math.floor(silent), usualDays: ranked(gaps, 0.5) }
    : undefined;
};

/** The newest of them. */
const mostDays = 28;

/** The end of each day; the day on which a week begins has runs in two spans. */
const trendOf = (days: readonly DayOfRuns[]): DigestDataset['trend'] => {
  const ends = new Map(days.map(({ day, last }) => [day, last] as const));
  return [...ends].slice(-mostDays).map(([day, { decision, rows, score }]) => ({
    day,
    decision,
    rows: rows ?? null,
    score: score ?? null,
  }));
};

const lastWith = <K extends 'rows' | 'score'>(days: readonly DayOfRuns[], key: K): number | undefined =>
  days.findLast(({ last }) => last[key] !== undefined)?.last[key];

const known = <K extends string>(key: K, value: number | undefined): { readonly [P in K]?: number } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: number };

const datasetOf = (days: readonly DayOfRuns[], now: string): DigestDataset | undefined => {
  const newest = days.at(-1);
  if (newest === undefined) return undefined;
  const during = (span: Span): readonly DayOfRuns[] => days.filter((day) => day.span === span);
  const [week, before] = [during('week'), during('before')];
  const silent = silenceOf(days, now);
  if (silent === undefined && week.length + before.length === 0) return undefined;
  return {
    name: newest.name,
    ...(newest.scope === undefined ? {} : { scope: newest.scope }),
    runs: total(week, ({ runs }) => runs),
    runsBefore: total(before, ({ runs }) => runs),
    warned: total(week, ({ warned }) => warned),
    blocked: total(week, ({ blocked }) => blocked),
    couldNotRun: total(week, ({ couldNotRun }) => couldNotRun),
    ...known('quarantined', quarantinedIn(week)),
    ...known('quarantinedBefore', quarantinedIn(before)),
    last: { run: newest.last.id, at: newest.last.at, decision: newest.last.decision },
    ...known('rows', lastWith(week, 'rows')),
    ...known('rowsBefore', lastWith(before, 'rows')),
    ...known('score', lastWith(week, 'score')),
    ...known('scoreBefore', lastWith(before, 'score')),
    trend: trendOf(days),
    ...(silent === undefined ? {} : { silent }),
  };
};

/** By how much a score moved; 0 where one of the two is not known. */
export const scoreMove = ({ score, scoreBefore }: DigestDataset): number =>
  score === undefined || scoreBefore === undefined ? 0 : score - scoreBefore;

const weightOf = (dataset: DigestDataset): readonly number[] => [
  dataset.silent === undefined ? 1 : 0,
  dataset.last.decision === null ? 0 : 1,
  dataset.last.decision === 'block' ? 0 : 1,
  -dataset.blocked,
  scoreMove(dataset),
  -dataset.runs,
];

/** Days of one dataset and scope, in their order. */
const linesOf = (days: readonly DayOfRuns[]): readonly (readonly DayOfRuns[])[] => [
  ...Map.groupBy(days, lineKey).values(),
];

/** How the runs of each dataset went, what matters most first. `days` are in the order of time. */
export const digestDatasets = (days: readonly DayOfRuns[], now: string): readonly DigestDataset[] =>
  linesOf(days)
    .flatMap((line) => datasetOf(line, now) ?? [])
    .toSorted((left, right) => byWeight(weightOf(left), weightOf(right)));

/** All runs of one span. */
export const digestTotals = (days: readonly DayOfRuns[], span: Span): DigestTotals => {
  const found = days.filter((day) => day.span === span);
  return {
    datasets: new Set(found.map(({ name }) => name)).size,
    runs: total(found, ({ runs }) => runs),
    admitted: total(found, ({ admitted }) => admitted),
    warned: total(found, ({ warned }) => warned),
    blocked: total(found, ({ blocked }) => blocked),
    couldNotRun: total(found, ({ couldNotRun }) => couldNotRun),
    quarantined: quarantinedIn(found) ?? 0,
  };
};
