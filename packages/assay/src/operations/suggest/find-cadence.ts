import { temporalKinds } from '../../domain/column.ts';
import { interval } from '../../metrics/in-order.ts';
import { countIn } from '../../metrics/read-row.ts';
import {
  aggregate,
  and,
  call,
  column,
  compare,
  type Expr,
  notNull,
  number,
  when,
} from '../../sql/expression.ts';
import { type Relation, subquery } from '../../sql/select.ts';
import type { Looked } from './draft.ts';
import type { Keys } from './find-keys.ts';
import type { LookedAt } from './look.ts';
import { askRow, type Looking } from './looking.ts';
import { secondsOf } from './moment-text.ts';

/** Readings of a group come at one interval. */
export interface Cadence {
  readonly column: string;
  readonly isDate: boolean;
  readonly per: readonly string[];
  readonly seconds: number;
  /** Intervals of the whole table, and how many of them are about the cadence, longer, and none. */
  readonly intervals: number;
  readonly steady: number;
  readonly longer: number;
  readonly none: number;
  /** Readings that the longer ones leave out. */
  readonly missing: number;
  readonly groups: number;
}

const mostGroups = 10_000;
const mostTimes = 3;
const mostTries = 6;
const fewestTimes = 10;
const shareOfACadence = 0.9;
/** An interval belongs to a cadence if it is less than half of it away. */
const [shortest, longest] = [0.5, 1.5];
/** Rows that a cadence is looked for in, before all of them are asked. */
const firstRows = 200_000;

interface Steps {
  readonly time: Looked;
  readonly per: readonly string[];
  readonly where?: Expr;
}

const stepsOf = (table: Relation, { time, per, where }: Steps): Relation => {
  const { name, kind } = time.column;
  return subquery(
    {
      columns: { step: interval({ order: name, per }, kind) },
      from: table,
      where: where === undefined ? notNull(column(name)) : and(notNull(column(name)), where),
    },
    'steps',
  );
};

const counts = async (looking: Looking, from: Relation, columns: Readonly<Record<string, Expr>>) => {
  const row = await askRow(looking, { columns, from });
  return (name: string): number => countIn(row, name);
};

const wholeUnits = [86_400, 3600, 60, 1];

/** The median interval in whole units of time, or without the digits that only noise gave it. */
const plainSeconds = (median: number): number => {
  for (const unit of wholeUnits) {
    const whole = Math.round(median / unit) * unit;
    if (whole > 0 && Math.abs(whole - median) <= median * 0.002) return whole;
  }
  for (let digits = 1; digits <= 6; digits += 1) {
    const rounded = Number(median.toPrecision(digits));
    if (Math.abs(rounded - median) <= median * 0.002) return rounded;
  }
  return median;
};

const measured = async (looking: Looking, table: Relation, steps: Steps, seconds: number) => {
  const step = column('step');
  const long = compare(step, '>', number(seconds * longest));
  const left = call('floor', { kind: 'arithmetic', op: '/', left: step, right: number(seconds) });
  const found = await counts(looking, stepsOf(table, steps), {
    intervals: aggregate('count', step),
    none: aggregate('countIf', compare(step, '=', number(0))),
    longer: aggregate('countIf', long),
    missing: aggregate('sum', when(long, left)),
    steady: aggregate(
      'countIf',
      and(compare(step, '>=', number(seconds * shortest)), compare(step, '<=', number(seconds * longest))),
    ),
  });
  const [intervals, steady, longer] = [found('intervals'), found('steady'), found('longer')];
  return { intervals, steady, longer, none: found('none'), missing: Math.max(0, found('missing') - longer) };
};

/** Rows of the first part of the time that the data span. */
export const beginning = ({ earliest, latest, column: { name } }: Looked, part: number): Expr | undefined => {
  if (earliest === undefined || latest === undefined) return undefined;
  const [from, to] = [secondsOf(earliest), secondsOf(latest)];
  if (from === undefined || to === undefined) return undefined;
  return compare(call('epochSeconds', column(name)), '<=', number(from + (to - from) * part));
};

const groupsFor = (looked: LookedAt, keys: Keys, time: Looked): readonly (readonly string[])[] => {
  const key = keys.primary?.columns ?? [];
  const inKey = key.filter((name) => name !== time.column.name);
  if (key.includes(time.column.name) && inKey.length > 0) return [inKey];
  const groups = looked.columns.filter(
    ({ column: { kind }, distinct, nulls, rows, allDifferent }) =>
      (kind === 'integer' || kind === 'text') &&
      nulls === 0 &&
      !allDifferent &&
      distinct > 1 &&
      distinct <= Math.min(mostGroups, rows / 10),
  );
  const likely = (one: Looked): number =>
    /sensor|mote|device|machine|station|tag|asset|id$/i.test(one.column.name) ? 0 : 1;
  return [
    [],
    ...groups
      .toSorted((left, right) => likely(left) - likely(right))
      .slice(0, mostTries)
      .map(({ column: { name } }) => [name]),
  ];
};

/**
 * The cadence of a time column, alone or per group: nine in ten intervals are within half of their median. Irregular times, such as those
 * of events, have none.
 */
export const findCadence = async (
  looking: Looking,
  table: Relation,
  looked: LookedAt,
  keys: Keys,
): Promise<Cadence | undefined> => {
  const times = looked.columns.filter(
    ({ column: { kind }, distinct }) => temporalKinds.includes(kind) && distinct >= fewestTimes,
  );
  for (const time of times.slice(0, mostTimes)) {
    const where = looked.rows <= firstRows * 2 ? undefined : beginning(time, firstRows / looked.rows);
    for (const per of groupsFor(looked, keys, time)) {
      const steps = { time, per, ...(where === undefined ? {} : { where }) };
      const positive = when(compare(column('step'), '>', number(0)), column('step'));
      const quarters = await counts(looking, stepsOf(table, steps), {
        quarter: aggregate('quantileExact', positive, number(0.25)),
        median: aggregate('quantileExact', positive, number(0.5)),
        threeQuarters: aggregate('quantileExact', positive, number(0.75)),
      });
      const median = quarters('median');
      if (median <= 0) continue;
      if (quarters('quarter') < median * shortest || quarters('threeQuarters') > median * longest) continue;
      const seconds = plainSeconds(median);
      const first = await measured(looking, table, steps, seconds);
      if (first.intervals < 20 || first.steady < first.intervals * shareOfACadence) continue;
      const whole = where === undefined ? first : await measured(looking, table, { time, per }, seconds);
      if (whole.steady < whole.intervals * shareOfACadence) continue;
      const rows = looked.rows - time.nulls;
      const groups = Math.max(1, rows - whole.intervals);
      const isDate = time.column.kind === 'date';
      return { column: time.column.name, isDate, per, seconds, ...whole, groups };
    }
  }
  return undefined;
};
