import type { Cell } from '../domain/cell.ts';
import { isTagged, millisOf } from '../domain/cell.ts';
import { instantOfWall, zoneOffsetMillis } from '../domain/zone.ts';
import { type Extent, extent } from '../metrics/extent.ts';
import type { GroupValue } from '../metrics/request.ts';
import { distanceText, instantOf, knownZone } from './age.ts';
import { type CheckContext, fail, type Outcome, pass, type Rung, rung, unknown } from './check.ts';
import { perOf } from './compared-number.ts';
import { askEach, groupEvidence, groupPrefix, tooManyGroups } from './groups.ts';
import type { LateParams } from './late-params.ts';
import { needsOf } from './needs.ts';
import { durationText, plural, shortCell } from './words.ts';

const dayMillis = 86_400_000;
const shownGroups = 10;

/** When the data arrived: the newest file's time, or that of the run. */
const arrivalOf = ({ files, now }: CheckContext): { readonly at: number; readonly words: string } => {
  const newest = files?.files.map(({ modifiedAt }) => Date.parse(modifiedAt)).sort((a, b) => b - a)[0];
  return newest === undefined
    ? { at: Date.parse(now), words: 'looked at' }
    : { at: newest, words: 'arrived' };
};

const utc = (millis: number): string =>
  `${new Date(millis).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** The deadline of a batch: a clock time of the day after that of its newest row. */
const deadlineOf = (newest: Cell, instant: number, expectedBy: string, zone: string): number => {
  const hasZone = isTagged(newest) && newest.value.endsWith('Z');
  const wall = hasZone ? instant + zoneOffsetMillis(instant, zone) : (millisOf(newest) ?? instant);
  const [hours = 0, minutes = 0] = expectedBy.split(':').map(Number);
  return instantOfWall(
    (Math.floor(wall / dayMillis) + 1) * dayMillis + (hours * 60 + minutes) * 60_000,
    zone,
  );
};

/** The newest row of the batch decides by when it had to be there. */
export const judgesSchedule = (expectedBy: string, context: CheckContext): Rung => {
  const zone = knownZone(context);
  const { name } = context.subject;
  const found = askEach(extent, { column: name }, []);
  return rung('cheap', needsOf(found.request), (values) => {
    const max = found.in(values).groups[0]?.value.max ?? null;
    const instant = max === null ? undefined : instantOf(max, zone);
    if (max === null || instant === undefined)
      return unknown(`${name} has no time: nothing says by when the data had to be there`);
    const deadline = deadlineOf(max, instant, expectedBy, zone);
    const arrival = arrivalOf(context);
    const late = (arrival.at - deadline) / 1000;
    const message = `newest ${name} ${shortCell(max)}, expected by ${utc(deadline)}, ${arrival.words} ${utc(arrival.at)}`;
    return late > 0
      ? fail(`${message}: ${durationText(late)} late`, { observed: late })
      : pass(message, { observed: 0 });
  });
};

interface Age {
  readonly key: readonly Cell[];
  readonly newest: Cell;
  /** Seconds before the run; undefined where there is no time. */
  readonly age: number | undefined;
}

const ageOf = ({ key, value }: GroupValue<Extent>, now: number, zone: string): Age => {
  const instant = value.max === null ? undefined : instantOf(value.max, zone);
  return { key, newest: value.max, age: instant === undefined ? undefined : (now - instant) / 1000 };
};

const judgeAges = (
  ages: readonly Age[],
  maxDelay: number,
  per: readonly string[],
  context: CheckContext,
): Outcome => {
  const { name } = context.subject;
  const now = Date.parse(context.now);
  const sorted = [...ages].sort((a, b) => (b.age ?? Infinity) - (a.age ?? Infinity));
  const [oldest] = sorted;
  const late = sorted.filter(({ age }) => age === undefined || age > maxDelay);
  const silent = late.filter(({ age }) => age === undefined);
  if (oldest === undefined || (per.length === 0 && oldest.age === undefined))
    return unknown(`${name} has no time: nothing says how late the data are`);
  const newest =
    oldest.age === undefined
      ? `no ${name} at all`
      : `newest ${name} ${shortCell(oldest.newest)}, ${distanceText(now, now - oldest.age * 1000)}`;
  const observed = oldest.age === undefined ? {} : { observed: oldest.age };
  if (late.length === 0) return pass(`${groupPrefix(per, oldest.key)}${newest}`, observed);
  const share =
    per.length === 0
      ? ''
      : `; ${late.length} of ${plural(ages.length, 'group')} late${silent.length > 0 ? `, ${silent.length} without a time` : ''}`;
  return fail(`${groupPrefix(per, oldest.key)}${newest}: late (limit ${durationText(maxDelay)})${share}`, {
    ...observed,
    evidence: {
      groups: late.slice(0, shownGroups).map(({ key, newest: time, age }) => ({
        ...groupEvidence(per, key),
        newest: time,
        seconds: age ?? null,
      })),
    },
  });
};

/** The newest time of the table, or of each group, must not be old. */
export const judgesAge = ({ per: groups, maxDelay = 0 }: LateParams, context: CheckContext): Rung => {
  const zone = knownZone(context);
  const per = perOf(groups, context);
  const each = askEach(extent, { column: context.subject.name }, per);
  return rung('cheap', needsOf(each.request), (values) => {
    const found = each.in(values);
    if (found.truncated) return tooManyGroups(found, per);
    const now = Date.parse(context.now);
    return judgeAges(
      found.groups.map((group) => ageOf(group, now, zone)),
      maxDelay,
      per,
      context,
    );
  });
};
