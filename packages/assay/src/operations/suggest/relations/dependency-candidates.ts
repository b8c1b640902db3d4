import { isNoAccident } from '../../../stats/chance.ts';
import { isNamedKey } from '../key.ts';
import { type Agreement, agreementOf, clearlyDisagree, coincidenceOf, logCoincidence } from './agreement.ts';
import { type Grouping, groupedBy } from './grouping.ts';
import { once } from './once.ts';
import { distinctIn, type Sample, type SampledColumn, sharesIn } from './sample.ts';

/** Columns whose values decide that of another. */
export interface Dependency {
  readonly determinant: readonly string[];
  readonly dependent: string;
}

/** So large a share of the rows judged may disagree and it is still worth a question. */
export const forgivenRows = 0.05;
/** Exceptions beside what always saying the usual value, or the better one of two columns, would get wrong. */
const forgivenErrors = 0.1;
/** So many rows must agree with another of their group, and so many of them on another value than the usual one. */
const [fewestChances, fewestTelling] = [50, 20];
/** With fewer rows that share their group, a column is next to a key. */
const [leastSupported, leastSupportedByTwo] = [0.2, 0.5];
const mostInPairs = 30;
const mostOfANumber = 0.25;

const decides = (one: SampledColumn): boolean => {
  const { kind } = one.looked.column;
  return (
    kind === 'integer' ||
    kind === 'text' ||
    kind === 'boolean' ||
    kind === 'date' ||
    one.looked.values !== undefined
  );
};

/** Categories, codes and names: a measured number joined with another decides everything by accident. */
const decidesWithAnother = (one: SampledColumn): boolean =>
  decides(one) &&
  (one.looked.values !== undefined ||
    ['text', 'boolean'].includes(one.looked.column.kind) ||
    isNamedKey(one.looked));

export const agreeByChance = (of: SampledColumn): number =>
  sharesIn(of).reduce((sum, share) => sum + share * share, 0);

/** Enough rows agree, on more than the usual value, and hardly any disagrees. */
const agrees = ({ judged, chances, exceptions, telling }: Agreement): boolean =>
  chances >= fewestChances && telling >= fewestTelling && exceptions <= judged * forgivenRows;

/** How far groups of one column agree on each other column. */
const alone = once((sample: Sample) =>
  once((from: SampledColumn) => {
    const grouping = groupedBy([from], sample.rows);
    return { grouping, on: once((to: SampledColumn) => agreementOf(grouping, to)) };
  }),
);

const supports = ({ supported }: Grouping, rows: number, least: number): boolean => supported >= rows * least;

/** Numbers with next to as many values as rows measure something, and agree by accident. */
const isMeasurement = (one: SampledColumn, { groups }: Grouping, rows: number): boolean =>
  one.numbers !== undefined && !isNamedKey(one.looked) && groups > rows * mostOfANumber;

const pairsOf = <T>(items: readonly T[]): readonly (readonly [T, T])[] =>
  items.flatMap((left, index) => items.slice(index + 1).map((right) => [left, right] as const));

/** Dependencies on one column that a sample does not contradict. */
export const onOneColumn = once((sample: Sample): readonly Dependency[] => {
  const { rows, columns } = sample;
  const determinants = columns.filter(decides);
  const tried = determinants.length * Math.max(1, columns.length - 1);
  return determinants.flatMap((from) => {
    const { grouping, on } = alone(sample)(from);
    if (!supports(grouping, rows, leastSupported) || isMeasurement(from, grouping, rows)) return [];
    return columns
      .filter((to) => {
        if (to === from || distinctIn(to) < 2 || distinctIn(to) > grouping.groups * 1.5 + 5) return false;
        if (clearlyDisagree(grouping, to, forgivenRows)) return false;
        const found = on(to);
        return (
          agrees(found) &&
          found.exceptions <= found.unusual * forgivenErrors &&
          isNoAccident(logCoincidence(coincidenceOf(grouping, to), found.alike), tried)
        );
      })
      .map((to) => ({ determinant: [from.name], dependent: to.name }));
  });
});

/** Dependencies on two columns of which neither alone decides. */
export const onTwoColumns = (sample: Sample, known: readonly Dependency[]): readonly Dependency[] => {
  const { rows, columns } = sample;
  const candidates = columns.filter((one) => decidesWithAnother(one)).slice(0, mostInPairs);
  const decided = new Set(
    known.map(({ determinant: [from = ''], dependent }) => JSON.stringify([from, dependent])),
  );
  const isDecided = (from: SampledColumn, to: SampledColumn): boolean =>
    decided.has(JSON.stringify([from.name, to.name]));
  const pairs = pairsOf(candidates).filter(
    ([left, right]) => !isDecided(left, right) && !isDecided(right, left),
  );
  const tried = pairs.length * Math.max(1, columns.length - 2);
  return pairs.flatMap(([left, right]) => {
    const grouping = groupedBy([left, right], rows);
    if (!supports(grouping, rows, leastSupportedByTwo)) return [];
    return columns
      .filter((to) => {
        if (to === left || to === right || distinctIn(to) < 2 || isDecided(left, to) || isDecided(right, to))
          return false;
        if (clearlyDisagree(grouping, to, forgivenRows)) return false;
        const found = agreementOf(grouping, to);
        if (!agrees(found)) return false;
        const singly = [left, right].map((one) => alone(sample)(one).on(to));
        const accuracies = singly.map(({ judged, exceptions }) => 1 - exceptions / Math.max(1, judged));
        const base = Math.max(found.alike, ...accuracies);
        const errors = Math.min(
          found.unusual,
          ...singly.map(({ judged, exceptions }) => (exceptions / Math.max(1, judged)) * found.judged),
        );
        return (
          found.exceptions <= errors * forgivenErrors &&
          isNoAccident(logCoincidence(coincidenceOf(grouping, to), base), tried)
        );
      })
      .map((to) => ({ determinant: [left.name, right.name], dependent: to.name }));
  });
};
