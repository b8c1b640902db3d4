import { type Cell, numberOf } from '../domain/cell.ts';
import { countWhere } from '../metrics/count-where.ts';
import { type Extent, extent } from '../metrics/extent.ts';
import { quantileExact } from '../metrics/quantile-exact.ts';
import { ask } from '../metrics/request.ts';
import { rows } from '../metrics/rows.ts';
import {
  and,
  arithmetic,
  call,
  column,
  compare,
  type Expr,
  number,
  or,
  truth,
  when,
  window,
} from '../sql/expression.ts';
import { type CheckContext, fail, type Outcome, pass, type Rung, rung } from './check.ts';
import { perOf } from './compared-number.ts';
import { askEach, groupEvidence, groupPrefix, lookup, tooManyGroups } from './groups.ts';
import { needsOf, valueIn } from './needs.ts';
import { onlyTimeOf } from './sequence.ts';
import { candidates, type UnitParams, usually } from './unit-params.ts';
import type { Confusion } from './units.ts';
import { plural, spanText, valueText } from './words.ts';

type Bounds = readonly [number, number];

const shownGroups = 10;

const value = ({ subject }: CheckContext): Expr => call('toDouble', column(subject.name));
/** NaN and infinities are in no unit. */
const outside = ([low, high]: Bounds, context: CheckContext): Expr =>
  and(
    call('isFinite', value(context)),
    or(compare(value(context), '<', number(low)), compare(value(context), '>', number(high))),
  );

/** A value outside the usual bounds that lies inside them when it is read in another unit. */
const looksLike = ({ factor, offset }: Confusion, usual: Bounds, context: CheckContext): Expr => {
  const converted = arithmetic(arithmetic(value(context), '*', number(factor)), '+', number(offset));
  return and(
    outside(usual, context),
    compare(converted, '>=', number(usual[0])),
    compare(converted, '<=', number(usual[1])),
  );
};

/** Rows enough point to one unit, and at least half of the unusual ones do. */
const isSuspicious = (alike: number, unusual: number, { minimumRows }: UnitParams): boolean =>
  alike >= minimumRows && alike * 2 >= unusual;

/** A row that another unit explains, in a group that is suspected of it; none where no usual bounds are given. */
export const suspectRow = (params: UnitParams, context: CheckContext): Expr => {
  const { usual, minimumRows } = params;
  if (usual === undefined) return truth(false);
  const partitionBy = perOf(params.per, context).map((name) => column(name));
  const ofGroup = (condition: Expr): Expr =>
    window('sum', [when(condition, number(1), number(0))], { partitionBy });
  return or(
    ...candidates(params).map((each) => {
      const fits = looksLike(each, usual, context);
      return and(
        fits,
        compare(ofGroup(fits), '>=', number(minimumRows)),
        compare(arithmetic(ofGroup(fits), '*', number(2)), '>=', ofGroup(outside(usual, context))),
      );
    }),
  );
};

interface Suspicion {
  readonly key: readonly Cell[];
  readonly confusion: Confusion;
  readonly rows: number;
  readonly median: number | null;
  readonly extent: Extent;
  readonly span: Extent | undefined;
}

const sideText = ([low, high]: Bounds, { min, max }: Extent): string => {
  if ((numberOf(min) ?? low) > high) return `above ${valueText(high)}`;
  return (numberOf(max) ?? high) < low
    ? `below ${valueText(low)}`
    : `outside ${valueText(low)} to ${valueText(high)}`;
};

const suspicionText = (found: Suspicion, params: UnitParams, per: readonly string[]): string => {
  const side = params.usual === undefined ? '' : ` ${sideText(params.usual, found.extent)}`;
  const span = found.span === undefined ? '' : `, ${spanText(found.span.min, found.span.max)}`;
  const middle = found.median === null ? '' : `median ${valueText(found.median)}, `;
  return `${groupPrefix(per, found.key)}${plural(found.rows, 'row')}${side}${span}; ${middle}${usually(params)}: looks like ${found.confusion.unit.name}`;
};

/** Proven where every value is within the usual bounds. */
export const provesUsual = (usual: Bounds, { subject }: CheckContext): Rung =>
  rung('cheap', { extent: ask(extent, { column: subject.name }) }, ({ extent: { min, max } }) => {
    const [low, high] = [numberOf(min), numberOf(max)];
    if (low === undefined || high === undefined)
      return min === null ? pass('no values', { count: 0 }) : undefined;
    return low >= usual[0] && high <= usual[1]
      ? pass(`every value is within ${valueText(usual[0])} to ${valueText(usual[1])}`, { count: 0 })
      : undefined;
  });

const measured = (params: UnitParams, usual: Bounds, context: CheckContext, per: readonly string[]) => {
  const { name } = context.subject;
  const time = onlyTimeOf(context);
  const byUnit = candidates(params).map((confusion) => ({
    confusion,
    found: askEach(countWhere, { condition: looksLike(confusion, usual, context) }, per),
  }));
  const where = or(...candidates(params).map((each) => looksLike(each, usual, context)));
  const unusual = askEach(countWhere, { condition: outside(usual, context) }, per);
  const median = askEach(quantileExact, { column: name, q: 0.5, where }, per);
  const bounds = askEach(extent, { column: name, where }, per);
  const span = time === undefined ? undefined : askEach(extent, { column: time, where }, per);
  const all = [unusual, median, bounds, span, ...byUnit.map(({ found }) => found)];
  return { byUnit, unusual, median, bounds, span, requests: all.map((each) => each?.request) };
};

/** Judges the rows that lie outside the usual bounds, group by group and unit by unit. */
export const judgesRows = (params: UnitParams, usual: Bounds, context: CheckContext): readonly Rung[] => {
  const per = perOf(params.per, context);
  const { byUnit, unusual, median, bounds, span, requests } = measured(params, usual, context, per);
  const [count, total] = [ask(countWhere, { condition: suspectRow(params, context) }), ask(rows, {})];
  const suspicionsIn = (values: Readonly<Record<string, unknown>>): readonly Suspicion[] => {
    const hits = byUnit.map(({ confusion, found }) => ({ confusion, of: lookup(found.in(values)) }));
    const [medianOf, boundsOf] = [lookup(median.in(values)), lookup(bounds.in(values))];
    const spanOf = span === undefined ? () => undefined : lookup(span.in(values));
    return unusual.in(values).groups.flatMap(({ key, value: off }): readonly Suspicion[] => {
      const [best] = hits
        .map(({ confusion, of }) => ({ confusion, rows: of(key) ?? 0 }))
        .sort((a, b) => b.rows - a.rows);
      if (best === undefined || !isSuspicious(best.rows, off, params)) return [];
      return [
        {
          key,
          ...best,
          median: medianOf(key) ?? null,
          extent: boundsOf(key) ?? { min: null, max: null },
          span: spanOf(key),
        },
      ];
    });
  };
  const judged = (values: Readonly<Record<string, unknown>>): Outcome => {
    const found = unusual.in(values);
    if (found.truncated) return tooManyGroups(found, per);
    return judgeSuspicions(suspicionsIn(values), params, per, {
      count: valueIn(values, count) ?? 0,
      total: valueIn(values, total) ?? 0,
    });
  };
  return [
    rung('exact', needsOf(...requests), (values) => {
      const outcome = judged(values);
      return outcome.status === 'fail' ? undefined : outcome;
    }),
    rung('exact', needsOf(count, total, ...requests), judged),
  ];
};

const judgeSuspicions = (
  suspicions: readonly Suspicion[],
  params: UnitParams,
  per: readonly string[],
  counts: { readonly count: number; readonly total: number },
): Outcome => {
  const [worst, ...others] = [...suspicions].sort((a, b) => b.rows - a.rows);
  if (worst === undefined)
    return pass(`no group of rows looks like a unit other than ${params.unit}`, { count: 0 });
  const more = others.length === 0 ? '' : `; ${plural(others.length, 'more group')}`;
  return fail(`${suspicionText(worst, params, per)}${more}`, {
    observed: worst.median,
    ...counts,
    evidence: {
      groups: suspicions.slice(0, shownGroups).map(({ key, confusion, rows: own, median }) => ({
        ...groupEvidence(per, key),
        looksLike: confusion.unit.name,
        rows: own,
        median,
      })),
    },
  });
};
