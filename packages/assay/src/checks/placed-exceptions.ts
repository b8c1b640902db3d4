import { numberOf } from '../domain/cell.ts';
import type { Evidence } from '../domain/verdict.ts';
import { countWhere } from '../metrics/count-where.ts';
import { extent } from '../metrics/extent.ts';
import type { KeyRows } from '../metrics/keys-with-most-rows.ts';
import { largest } from '../metrics/largest.ts';
import { ask } from '../metrics/request.ts';
import { rows } from '../metrics/rows.ts';
import { rowsByKey } from '../metrics/rows-by-key.ts';
import { type Expr, when } from '../sql/expression.ts';
import { type CheckContext, type Outcome, type Rung, rung } from './check.ts';
import { judgeExceptions, toleranceOf } from './exceptions.ts';
import { groupEvidence, groupText } from './groups.ts';
import { needsOf, valueIn } from './needs.ts';
import { onlyTimeOf } from './sequence.ts';
import { type Noun, plural, spanText } from './words.ts';

/** A rule on rows whose exceptions have a place: a group, a time, a worst value. */
export interface PlacedExceptions {
  readonly condition: Expr;
  readonly noun: Noun;
  readonly per?: readonly string[];
  /** The column that says when; without it, the only time column of the table. */
  readonly order?: string | undefined;
  /** What is worst where it is largest, and how that is said. */
  readonly worst?: { readonly value: Expr; readonly text: (largest: number) => string } | undefined;
}

interface Keys {
  readonly keys: readonly KeyRows[];
  readonly total: number;
}

const shownKeys = 10;
const namedKeys = 3;

/** ": sensor 7 (10 rows), sensor 8 (2 rows) and 4 more groups". */
export const keysText = (names: readonly string[], { keys, total }: Keys): string => {
  if (keys.length === 0) return '';
  const named = keys
    .slice(0, namedKeys)
    .map(({ key, rows: own }) => `${groupText(names, key)}${total > 1 ? ` (${plural(own, 'row')})` : ''}`);
  return `: ${named.join(', ')}${total > namedKeys ? ` and ${plural(total - namedKeys, 'more group')}` : ''}`;
};

const placesOf = ({ condition, per = [], order, worst }: PlacedExceptions) => ({
  keys: per.length === 0 ? undefined : ask(rowsByKey, { columns: per, condition, limit: shownKeys }),
  span: order === undefined ? undefined : ask(extent, { column: order, where: condition }),
  worst: worst === undefined ? undefined : ask(largest, { value: when(condition, worst.value) }),
});

const placed = (
  outcome: Outcome,
  asked: PlacedExceptions,
  places: ReturnType<typeof placesOf>,
  values: Readonly<Record<string, unknown>>,
): Outcome => {
  const { per = [], worst } = asked;
  const keys = valueIn(values, places.keys) ?? { keys: [], total: 0 };
  const span = valueIn(values, places.span);
  const most = numberOf(valueIn(values, places.worst) ?? null);
  const when = span === undefined || span.min === null ? undefined : span;
  const evidence: Evidence = {
    ...(keys.keys.length === 0
      ? {}
      : { groups: keys.keys.map(({ key, rows: own }) => ({ ...groupEvidence(per, key), rows: own })) }),
    ...(when === undefined ? {} : { from: when.min, to: when.max }),
  };
  const time = when === undefined ? '' : `, ${spanText(when.min, when.max)}`;
  const extreme = most === undefined || worst === undefined ? '' : `; ${worst.text(most)}`;
  return { ...outcome, message: `${outcome.message}${keysText(per, keys)}${time}${extreme}`, evidence };
};

/** Counts the exceptions; only where there are too many, asks in which groups and when they are. */
export const placedExceptions = (asked: PlacedExceptions, context: CheckContext): readonly Rung[] => {
  const tolerance = toleranceOf(context);
  const count = ask(countWhere, { condition: asked.condition });
  const total = ask(rows, {});
  const judged = (values: Readonly<Record<string, unknown>>): Outcome => {
    const found = valueIn(values, count) ?? 0;
    return judgeExceptions(found, valueIn(values, total) ?? 0, tolerance, asked.noun);
  };
  const places = placesOf({ ...asked, order: asked.order ?? onlyTimeOf(context) });
  return [
    rung('cheap', needsOf(count, total), (values) => {
      const outcome = judged(values);
      return outcome.status === 'pass' ? outcome : undefined;
    }),
    rung('exact', needsOf(count, total, places.keys, places.span, places.worst), (values) => {
      const outcome = judged(values);
      return outcome.count === 0 ? outcome : placed(outcome, asked, places, values);
    }),
  ];
};
