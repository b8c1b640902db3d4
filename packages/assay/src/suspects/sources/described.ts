import { dependencyOf } from '../dependency.ts';
import type { CellText, PairCounts, Survey } from '../survey.ts';

/** An entity is described by so many rows on average. */
const fewestRows = 4;
/** So many of the rows are the only one of their source on their entity. */
const leastSingle = 0.98;
/** Two rows of an entity agree at least so often, and so many times as often as two rows of the table. */
const leastAgreement = 0.15;
const leastLift = 8;
/** How often two different rows of a group hold the same value. */
const agreement = (groups: Iterable<ReadonlyMap<CellText, number>>): number => {
  let same = 0;
  let pairs = 0;
  for (const group of groups) {
    let votes = 0;
    for (const [value, count] of group) {
      if (value === null) continue;
      votes += count;
      same += count * (count - 1);
    }
    pairs += votes * (votes - 1);
  }
  return pairs === 0 ? 0 : same / pairs;
};

const whole = (pairs: PairCounts): ReadonlyMap<CellText, number> => {
  const totals = new Map<CellText, number>();
  for (const group of pairs.values())
    for (const [value, count] of group) totals.set(value, (totals.get(value) ?? 0) + count);
  return totals;
};

interface Column {
  readonly name: string;
  /** The number of different values stated of an entity, the median. */
  readonly choices: number;
}

/** Columns that several sources state of each entity: every source once. */
export interface Described {
  readonly entity: string;
  readonly source: string;
  readonly columns: readonly Column[];
}

/** A value of a column that fixes another one, which says nothing of the entity, is no claim: it differs because that one does. */
const fixing = 0.8;

const differsByOther = (survey: Survey, entity: string, source: string, column: string): boolean =>
  survey.columns.some(({ name }) => {
    if (name === entity || name === source || name === column) return false;
    const pairs = survey.pair(column, name);
    const byEntity = survey.pair(entity, name);
    if (pairs === undefined || byEntity === undefined) return false;
    const strength = dependencyOf(column, name, pairs)?.strength ?? 0;
    return strength > fixing && agreement(byEntity.values()) < 2 * agreement([whole(byEntity)]);
  });

/** Pairs of columns of which one names entities and one the sources that describe them, with the columns they state. */
export const describedIn = (survey: Survey): readonly Described[] => {
  const names = survey.columns.map(({ name }) => name);
  return names.flatMap((entity) =>
    names.flatMap((source) => {
      const claims = entity === source ? undefined : survey.pair(entity, source);
      if (claims === undefined || claims.size < 2 || survey.rows / claims.size < fewestRows) return [];
      const counts = [...claims.values()].flatMap((group) => [...group.values()]);
      const single = counts.filter((count) => count === 1).length / survey.rows;
      const sources = survey.pair(source, entity);
      if (single < leastSingle || sources === undefined || survey.rows / sources.size < fewestRows) return [];
      const columns = names.flatMap((column) => {
        const pairs = column === entity || column === source ? undefined : survey.pair(entity, column);
        const bySource = survey.pair(source, column);
        if (pairs === undefined || bySource === undefined) return [];
        const within = agreement(pairs.values());
        const base = agreement([whole(pairs)]);
        const ofSource = agreement(bySource.values());
        if (within < leastAgreement || within < leastLift * base || within < 2 * ofSource) return [];
        if (differsByOther(survey, entity, source, column)) return [];
        const perEntity = [...pairs.values()]
          .map((group) => group.size)
          .toSorted((left, right) => left - right);
        return [{ name: column, choices: perEntity[perEntity.length >> 1] ?? 2 }];
      });
      return columns.length === 0 ? [] : [{ entity, source, columns }];
    }),
  );
};
