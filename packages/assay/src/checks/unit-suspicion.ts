import { z } from 'zod';
import { type Cell, numberOf } from '../domain/cell.ts';
import { numericKinds, temporalKinds } from '../domain/column.ts';
import { countWhere } from '../metrics/count-where.ts';
import { type Extent, extent } from '../metrics/extent.ts';
import { quantileExact } from '../metrics/quantile-exact.ts';
import { ask } from '../metrics/request.ts';
import { and, arithmetic, call, column, compare, type Expr, number, or, truth } from '../sql/expression.ts';
import {
  type CheckContext,
  defineCheck,
  fail,
  type Outcome,
  pass,
  type Rung,
  rung,
  unknown,
} from './check.ts';
import { perOf } from './compared-number.ts';
import { askEach, groupEvidence, groupPrefix, lookup, perParam } from './groups.ts';
import { type Confusion, confusionsOf, unitOf, units, writtenIn } from './units.ts';
import { countText, plural, spanText, valueText } from './words.ts';

const pair = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low < high, 'two different numbers, the smaller first');
const params = z
  .strictObject({
    /** The unit the column should be in. */
    unit: z
      .string()
      .refine(
        (name) => unitOf(name) !== undefined,
        `a unit Assay knows: ${units.map(({ name }) => name).join(', ')}`,
      ),
    /** Where values usually lie, in that unit. */
    usual: pair.optional(),
    /** The usual median, in that unit. */
    median: z.number().optional(),
    per: perParam,
    /** So many rows of a group must look like another unit. */
    minimumRows: z.int().positive().default(5),
    /** How far, relatively, a median may be from the one that another unit would give. */
    tolerance: z.number().positive().max(0.5).default(0.1),
  })
  .refine(
    ({ usual, median }) => usual !== undefined || median !== undefined,
    'usual (two bounds) or median is needed',
  );
type UnitParams = z.infer<typeof params>;

const candidates = ({ unit }: UnitParams): readonly Confusion[] => {
  const right = unitOf(unit);
  return right === undefined ? [] : confusionsOf(right);
};

const value = ({ subject }: CheckContext): Expr => call('toDouble', column(subject.name));
const outside = ([low, high]: readonly [number, number], context: CheckContext): Expr =>
  or(compare(value(context), '<', number(low)), compare(value(context), '>', number(high)));

/** A value outside the usual bounds that lies inside them when it is read in another unit. */
const looksLike = (
  { factor, offset }: Confusion,
  usual: readonly [number, number],
  context: CheckContext,
): Expr => {
  const converted = arithmetic(arithmetic(value(context), '*', number(factor)), '+', number(offset));
  return and(
    outside(usual, context),
    compare(converted, '>=', number(usual[0])),
    compare(converted, '<=', number(usual[1])),
  );
};

const failing = (params: UnitParams, context: CheckContext): Expr => {
  const { usual } = params;
  return usual === undefined
    ? truth(false)
    : or(...candidates(params).map((each) => looksLike(each, usual, context)));
};

interface Suspicion {
  readonly key: readonly Cell[];
  readonly confusion: Confusion;
  readonly rows: number;
  readonly median: number | null;
  readonly extent: Extent;
  readonly span: Extent | undefined;
}

const sideText = ([low, high]: readonly [number, number], { min, max }: Extent): string => {
  if ((numberOf(min) ?? low) > high) return `above ${valueText(high)}`;
  return (numberOf(max) ?? high) < low
    ? `below ${valueText(low)}`
    : `outside ${valueText(low)} to ${valueText(high)}`;
};

const usually = ({ usual, median }: UnitParams): string =>
  `usually ${median === undefined ? (usual ?? []).map(valueText).join(' to ') : valueText(median)}`;

const suspicionText = (found: Suspicion, params: UnitParams, per: readonly string[]): string => {
  const side = params.usual === undefined ? '' : ` ${sideText(params.usual, found.extent)}`;
  const span = found.span === undefined ? '' : `, ${spanText(found.span.min, found.span.max)}`;
  const middle = found.median === null ? '' : `median ${valueText(found.median)}, `;
  return `${groupPrefix(per, found.key)}${plural(found.rows, 'row')}${side}${span}; ${middle}${usually(params)}: looks like ${found.confusion.unit.name}`;
};

const proof = (usual: readonly [number, number], { subject }: CheckContext): Rung =>
  rung('cheap', { extent: ask(extent, { column: subject.name }) }, ({ extent: { min, max } }) => {
    const [low, high] = [numberOf(min), numberOf(max)];
    if (low === undefined || high === undefined)
      return min === null ? pass('no values', { count: 0 }) : undefined;
    return low >= usual[0] && high <= usual[1]
      ? pass(`every value is within ${valueText(usual[0])} to ${valueText(usual[1])}`, { count: 0 })
      : undefined;
  });

const onlyTime = ({ columns }: CheckContext): string | undefined => {
  const times = columns.filter(({ kind }) => temporalKinds.includes(kind));
  return times.length === 1 ? times[0]?.name : undefined;
};

/** Judges the rows that lie outside the usual bounds, group by group and unit by unit. */
const judgesRows = (params: UnitParams, usual: readonly [number, number], context: CheckContext): Rung => {
  const per = perOf(params.per, context);
  const where = failing(params, context);
  const subject = context.subject.name;
  const time = onlyTime(context);
  const strange = askEach(countWhere, { condition: outside(usual, context) }, per);
  const byUnit = candidates(params).map((confusion) => ({
    confusion,
    count: askEach(countWhere, { condition: looksLike(confusion, usual, context) }, per),
  }));
  const median = askEach(quantileExact, { column: subject, q: 0.5, where }, per);
  const bounds = askEach(extent, { column: subject, where }, per);
  const span = time === undefined ? undefined : askEach(extent, { column: time, where }, per);
  const needs = {
    count: ask(countWhere, { condition: where }),
    strange: strange.request,
    median: median.request,
    bounds: bounds.request,
    ...(span === undefined ? {} : { span: span.request }),
    ...Object.fromEntries(byUnit.map(({ count }, index) => [`u${index}`, count.request])),
  };
  return rung('exact', needs, (values: Readonly<Record<string, unknown>>) => {
    const count = typeof values['count'] === 'number' ? values['count'] : 0;
    const { groups, truncated } = strange.read(values['strange']);
    if (truncated)
      return unknown(
        `more than ${countText(groups.length - 1)} groups of ${per.join(', ')}: too many to judge each`,
      );
    const rowsIn = byUnit.map(({ confusion, count: own }, index) => ({
      confusion,
      of: lookup(own.read(values[`u${index}`])),
    }));
    const [medianOf, boundsOf] = [
      lookup(median.read(values['median'])),
      lookup(bounds.read(values['bounds'])),
    ];
    const spanOf = span === undefined ? () => undefined : lookup(span.read(values['span']));
    const suspicions = groups.flatMap(({ key, value: off }): readonly Suspicion[] => {
      const [best] = rowsIn
        .map(({ confusion, of }) => ({ confusion, rows: of(key) ?? 0 }))
        .sort((a, b) => b.rows - a.rows);
      if (best === undefined || best.rows < params.minimumRows || best.rows * 2 < off) return [];
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
    return judgeSuspicions(suspicions, params, per, count);
  });
};

const judgeSuspicions = (
  suspicions: readonly Suspicion[],
  params: UnitParams,
  per: readonly string[],
  count: number,
): Outcome => {
  const [worst, ...others] = [...suspicions].sort((a, b) => b.rows - a.rows);
  if (worst === undefined)
    return pass(`no group of rows looks like a unit other than ${params.unit}`, { count: 0 });
  const more = others.length === 0 ? '' : `; ${plural(others.length, 'more group')}`;
  return fail(`${suspicionText(worst, params, per)}${more}`, {
    observed: worst.median,
    count,
    evidence: {
      groups: suspicions
        .slice(0, 10)
        .map(({ key, confusion, rows, median }) => ({
          ...groupEvidence(per, key),
          looksLike: confusion.unit.name,
          rows,
          median,
        })),
    },
  });
};

/** Judges each group's median against the usual one. */
const judgesMedian = (params: UnitParams, expected: number, context: CheckContext): Rung => {
  const per = perOf(params.per, context);
  const median = askEach(quantileExact, { column: context.subject.name, q: 0.5 }, per);
  const near = (found: number, target: number): boolean =>
    Math.abs(found - target) <= params.tolerance * Math.abs(target);
  return rung('exact', { middle: median.request }, ({ middle }) => {
    const { groups, truncated } = median.read(middle);
    if (truncated)
      return unknown(
        `more than ${countText(groups.length - 1)} groups of ${per.join(', ')}: too many to judge each`,
      );
    const hits = groups.flatMap(({ key, value: found }) => {
      if (found === null || near(found, expected)) return [];
      const [confusion] = candidates(params)
        .filter((each) => near(found, writtenIn(each, expected)))
        .sort((a, b) => Math.abs(found - writtenIn(a, expected)) - Math.abs(found - writtenIn(b, expected)));
      return confusion === undefined ? [] : [{ key, found, confusion }];
    });
    const [worst, ...others] = hits;
    if (worst === undefined) return pass(`no median looks like a unit other than ${params.unit}`);
    const more = others.length === 0 ? '' : `; ${plural(others.length, 'more group')}`;
    return fail(
      `${groupPrefix(per, worst.key)}median ${valueText(worst.found)}, ${usually(params)}: looks like ${worst.confusion.unit.name}${more}`,
      {
        observed: worst.found,
        evidence: {
          groups: hits
            .slice(0, 10)
            .map(({ key, found, confusion }) => ({
              ...groupEvidence(per, key),
              median: found,
              looksLike: confusion.unit.name,
            })),
        },
      },
    );
  });
};

/** The rows decide where they look wrong; otherwise the median does. */
const both = (rows: Rung, median: Rung): Rung => ({
  name: 'exact',
  needs: { ...rows.needs, ...median.needs },
  judge: (values) => {
    const outcome = rows.judge(values);
    return outcome?.status === 'pass' ? median.judge(values) : outcome;
  },
});

export const unitSuspicion = defineCheck<UnitParams>({
  id: 'unitSuspicion',
  summary: 'No value, and no group’s median, looks as if it were in another unit.',
  why: 'A replaced transmitter that sends °F, a gateway that switches from bar to kPa, a clock in ms: the numbers are plausible, the factor is known, and only a look at all of them tells.',
  dimension: 'conformity',
  on: 'property',
  accepts: numericKinds,
  params,
  expected: ({ unit, usual, median }) =>
    `values in ${unit}${usual === undefined ? '' : `, usually ${usual.map(valueText).join(' to ')}`}${median === undefined ? '' : `, median about ${valueText(median)}`}`,
  rungs: (params, context) => {
    const { usual, median } = params;
    if (usual === undefined) return median === undefined ? [] : [judgesMedian(params, median, context)];
    const byRows = judgesRows(params, usual, context);
    if (median === undefined) return [proof(usual, context), byRows];
    return [both(byRows, judgesMedian(params, median, context))];
  },
  failing,
  examples: [
    {
      title: 'sensor 3 sends °F for a while',
      columns: { sensor_id: 'integer', at: 'timestamp', temp: 'float' },
      rows: [
        ...[20, 21, 22, 21, 20].map((temp, second) => [
          1,
          { type: 'timestamp' as const, value: `2024-05-09T08:00:0${second}` },
          temp,
        ]),
        ...[21.3, 70.3, 70.5, 70.1, 21.2].map((temp, second) => [
          3,
          { type: 'timestamp' as const, value: `2024-05-09T08:00:0${second}` },
          temp,
        ]),
      ],
      on: 'temp',
      params: { unit: '°C', usual: [4, 31], median: 21.3, per: 'sensor_id', minimumRows: 3 },
      expect: {
        status: 'fail',
        count: 3,
        failingRows: [6, 7, 8],
        says: 'sensor 3: 3 rows above 31, 2024-05-09 08:00:01 to 08:00:03; median 70.3, usually 21.3: looks like °F',
      },
    },
    {
      title: 'outliers that no unit explains are the business of another rule',
      columns: { temp: 'float' },
      rows: [[20], [900], [901], [-200], [null], [{ type: 'float', value: 'NaN' }]],
      on: 'temp',
      params: { unit: '°C', usual: [4, 31], minimumRows: 1 },
      expect: { status: 'pass', failingRows: [] },
    },
    {
      title: 'the median alone tells bar from kPa',
      columns: { pressure: 'integer' },
      rows: [[598], [601], [640]],
      on: 'pressure',
      params: { unit: 'bar', median: 6 },
      expect: { status: 'fail', observed: 601, says: 'median 601, usually 6: looks like kPa' },
    },
    {
      title: 'a plain shift of the median is no change of unit',
      columns: { pressure: 'float' },
      rows: [[6.4], [7.9], [8.2]],
      on: 'pressure',
      params: { unit: 'bar', median: 6 },
      expect: { status: 'pass' },
    },
    {
      title: 'everything as usual',
      columns: { temp: 'float' },
      rows: [[20], [21]],
      on: 'temp',
      params: { unit: 'C', usual: [4, 31] },
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'no rows',
      columns: { temp: 'float' },
      rows: [],
      on: 'temp',
      params: { unit: 'C', usual: [4, 31] },
      expect: { status: 'pass', count: 0 },
    },
  ],
});
