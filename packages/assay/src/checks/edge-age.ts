import { extent } from '../metrics/extent.ts';
import { ask } from '../metrics/request.ts';
import { rows } from '../metrics/rows.ts';
import { type AgeParams, ageText, distanceText, instantOf, knownZone, momentBefore } from './age.ts';
import { type CheckContext, fail, type Outcome, pass, type Rung, rung, unknown } from './check.ts';
import { shortCell } from './words.ts';

/** A service level on the first or the last time of a column. */
export interface EdgeAge {
  readonly edge: 'oldest' | 'newest';
  /** The verdict on a table without rows. */
  readonly ofNoRows: Outcome;
  /** "older than", "kept longer than": how too great an age is said. */
  readonly over: string;
}

/** The oldest or newest time must not be older, seen from the run, than an age. */
export const judgesEdge = (
  { edge, ofNoRows, over }: EdgeAge,
  age: AgeParams,
  context: CheckContext,
): readonly Rung[] => {
  const now = Date.parse(context.now);
  const limit = momentBefore(now, age);
  const zone = knownZone(context);
  const { name } = context.subject;
  const needs = { extent: ask(extent, { column: name }), rows: ask(rows, {}) };
  return [
    rung('cheap', needs, ({ extent: { min, max }, rows: total }) => {
      const time = edge === 'oldest' ? min : max;
      if (time === null) return total === 0 ? ofNoRows : unknown(`${name} holds only NULL`);
      const instant = instantOf(time, zone);
      if (instant === undefined)
        return unknown(`${name} holds ${shortCell(time)}, which is no day of the calendar`);
      const message = `${edge} ${name} ${shortCell(time)}, ${distanceText(now, instant)}`;
      const observed = (now - instant) / 1000;
      return instant >= limit
        ? pass(message, { observed })
        : fail(`${message}: ${over} ${ageText(age)}`, { observed });
    }),
  ];
};
