import type { DigestWaiver } from './digest.ts';
import type { Status } from './verdict.ts';
import type { Waiver } from './waiver.ts';

const dayMillis = 86_400_000;

const daysLeftOf = (until: string, now: string): number =>
  Math.round((Date.parse(until) - Date.parse(now.slice(0, 10))) / dayMillis);

/** Of several waivers of one rule, as where one was renewed, the one that ends last. */
const latestOf = (waivers: readonly Waiver[]): readonly Waiver[] => [
  ...new Map(
    waivers
      .toSorted((left, right) => (left.until < right.until ? -1 : 1))
      .map((waiver) => [waiver.rule, waiver] as const),
  ).values(),
];

export interface DigestWaivers {
  readonly waivers: readonly DigestWaiver[];
  readonly waiversStanding: number;
}

/**
 * Waivers that end within so many days, the next first, and those that have ended while their rule fails. `statuses`: what their rules
 * found last.
 */
export const digestWaivers = (
  waivers: readonly Waiver[],
  statuses: ReadonlyMap<string, Status>,
  now: string,
  withinDays: number,
): DigestWaivers => {
  const all = latestOf(waivers).map(({ rule, until, owner, reason }): DigestWaiver => {
    const status = statuses.get(rule);
    return {
      rule,
      until,
      daysLeft: daysLeftOf(until, now),
      owner,
      reason,
      ...(status === undefined ? {} : { status }),
    };
  });
  return {
    waivers: all.filter(
      ({ daysLeft, status }) =>
        (daysLeft < 0 && status === 'fail') || (daysLeft >= 0 && daysLeft <= withinDays),
    ),
    waiversStanding: all.filter(({ daysLeft }) => daysLeft > withinDays).length,
  };
};
