import { maskedTailBound } from '../stats/masked-tail-bound.ts';
import { numberOf } from './group-spread.ts';
import { type Grouping, groupingOf, widthOf } from './grouping.ts';
import type { NumberSpread, SurveyedColumn, TextRow } from './survey.ts';
import { type Clue, defineSuspect, type Finding } from './suspect.ts';

/** The number is wrong, or the group it is said to be of. */
const chance = 0.7;
/** Nothing nearer than this to the median of its group is far. */
const leastWidths = 3;

/** A number as its distance from the median of its group, in widths of the middle half. */
const scaled = (spread: NumberSpread, number: number): number =>
  (number - spread.quartiles[1]) / widthOf(spread);

/**
 * How far a number may be from the median of its group, to one side or the other. Of a group with more numbers than are listed those nearer
 * than the last one listed are not known; so none that near is taken of any group.
 */
const reach = (groups: readonly NumberSpread[], end: 'largest' | 'smallest'): number => {
  const side = end === 'largest' ? 1 : -1;
  const numbers = groups.reduce((sum, spread) => sum + spread.numbers, 0);
  const known = groups.map((spread) => ({
    isCut: spread.numbers > spread[end].length,
    distances: spread[end].map((number) => side * scaled(spread, number)),
  }));
  const nearest = Math.max(...known.map(({ isCut, distances }) => (isCut ? (distances.at(-1) ?? 0) : 0)));
  const largest = known
    .flatMap(({ distances }) => distances.filter((distance) => distance >= nearest))
    .toSorted((left, right) => right - left);
  return Math.max(leastWidths, maskedTailBound(largest, numbers));
};

/** Engines write a float of 32 bits in fewer digits than the double it is counted as. */
const single = Math.fround;

interface Found {
  readonly clues: readonly Clue[];
  readonly judge: (row: TextRow) => Finding | undefined;
}

const lookIn = ({ group, column, spreads }: Grouping, values: Iterable<string>): Found => {
  const groups = [...spreads.values()];
  const [low, high] = [-reach(groups, 'smallest'), reach(groups, 'largest')];
  const isStrange = (spread: NumberSpread, number: number): boolean => {
    const distance = scaled(spread, number);
    return distance < low || distance > high;
  };
  const texts = Map.groupBy(values, (text) => single(numberOf(text)));
  const strange = new Map(
    [...spreads].flatMap(([given, spread]): readonly (readonly [string, ReadonlySet<string>])[] => {
      const numbers = [...spread.smallest, ...spread.largest].filter((number) => isStrange(spread, number));
      return numbers.length === 0
        ? []
        : [[given, new Set(numbers.flatMap((one) => texts.get(single(one)) ?? []))]];
    }),
  );
  return {
    clues: [...strange].map(([given, found]) => ({
      column,
      values: found,
      given: { column: group, values: new Set([given]) },
    })),
    judge: (row) => {
      const given = row.get(group) ?? '';
      const text = row.get(column) ?? '';
      const spread = spreads.get(given);
      if (spread === undefined || strange.get(given)?.has(text) !== true) return undefined;
      const [q1, q2, q3] = spread.quartiles;
      return {
        chance,
        reason: `far ${Number(text) > q2 ? 'above' : 'below'} the other rows with the same ${group}: their middle half is ${q1} to ${q3}`,
      };
    },
  };
};

export const outlierInGroup = defineSuspect({
  id: 'outlierInGroup',
  summary: 'A number far from all others of its group, such as the readings of one sensor.',
  definition:
    'A column of numbers is grouped by the column of texts, integers or booleans (at most 1,000 values, each in 20 rows on average) that makes the middle half of a group narrowest, where half of the numbers are in groups at most half as wide as the whole column. In groups of at least 20 numbers each is written as its distance from the median of the group in widths of its middle half, (x − q2)/(q3 − q1), and of those of all groups together, to each side, the ones are suspected that are beyond 3 widths and beyond a bound which 0.02 of them exceed on average: the tail is Pareto’s through the k-th and the k/2-th largest distance, k a fiftieth of the numbers (100, but at most a twentieth, where that is more), so that k/4 strangers do not hide each other. With fewer than 400 numbers nothing is said. A group whose middle half is one number says nothing. The chance of an error is 0.7, for the group may be wrong as well.',
  find: (survey) => {
    const look = (column: SurveyedColumn): Found | undefined => {
      const grouping = column.values === undefined ? undefined : groupingOf(survey, column);
      return grouping && lookIn(grouping, column.values?.keys() ?? []);
    };
    const found = new Map(survey.columns.map((column) => [column.name, look(column)]));
    return {
      clues: [...found.values()].flatMap((one) => one?.clues ?? []),
      judge: (row, column) => found.get(column)?.judge(row),
    };
  },
});
