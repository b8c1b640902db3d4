import { quantileExact } from '../metrics/quantile-exact.ts';
import { type CheckContext, fail, pass, type Rung, rung } from './check.ts';
import { perOf } from './compared-number.ts';
import { askEach, groupEvidence, groupPrefix, tooManyGroups } from './groups.ts';
import { needsOf } from './needs.ts';
import { candidates, type UnitParams, usually } from './unit-params.ts';
import { writtenIn } from './units.ts';
import { plural, valueText } from './words.ts';

const shownGroups = 10;

/** Judges each group's median: not near the usual one, but near what another unit would make of it. */
export const judgesMedian = (params: UnitParams, expected: number, context: CheckContext): Rung => {
  const per = perOf(params.per, context);
  const median = askEach(quantileExact, { column: context.subject.name, q: 0.5 }, per);
  const off = (found: number, target: number): number => Math.abs(found - target) / Math.abs(target);
  return rung('exact', needsOf(median.request), (values) => {
    const found = median.in(values);
    if (found.truncated) return tooManyGroups(found, per);
    const hits = found.groups.flatMap(({ key, value }) => {
      if (value === null || off(value, expected) <= params.tolerance) return [];
      const [nearest] = candidates(params)
        .map((confusion) => ({
          key,
          median: value,
          unit: confusion.unit.name,
          off: off(value, writtenIn(confusion, expected)),
        }))
        .sort((a, b) => a.off - b.off);
      return nearest === undefined || !(nearest.off <= params.tolerance) ? [] : [nearest];
    });
    const [worst, ...others] = hits;
    if (worst === undefined) return pass(`no median looks like a unit other than ${params.unit}`);
    const more = others.length === 0 ? '' : `; ${plural(others.length, 'more group')}`;
    return fail(
      `${groupPrefix(per, worst.key)}median ${valueText(worst.median)}, ${usually(params)}: looks like ${worst.unit}${more}`,
      {
        observed: worst.median,
        evidence: {
          groups: hits.slice(0, shownGroups).map(({ key, median: own, unit }) => ({
            ...groupEvidence(per, key),
            median: own,
            looksLike: unit,
          })),
        },
      },
    );
  });
};
