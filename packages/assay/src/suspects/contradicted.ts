import { dependencyOf } from './dependency.ts';
import type { CellText, PairCounts, Survey, TextRow } from './survey.ts';
import { defineSuspect, type Finding } from './suspect.ts';
import { believe, type Claim, differInSkill } from './truth.ts';

/** An entity is described by so many rows on average. */
const fewestRows = 4;
/** So many of the rows are the only one of their source on their entity. */
const leastSingle = 0.98;
/** Two rows of an entity agree at least so often, and so many times as often as two rows of the table. */
const leastAgreement = 0.15;
const leastLift = 8;
/** How far such a column describes the entity, and not the moment of each row. */
const describes = 0.95;

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

interface Described {
  readonly entity: string;
  readonly source: string;
  readonly column: string;
  readonly choices: number;
}

/** A value of a column that fixes another one, which says nothing of the entity, is no claim: it differs because that one does. */
const fixing = 0.8;

const differsByOther = (survey: Survey, { entity, source, column }: Omit<Described, 'choices'>): boolean =>
  survey.columns.some(({ name }) => {
    if (name === entity || name === source || name === column) return false;
    const pairs = survey.pair(column, name);
    const byEntity = survey.pair(entity, name);
    if (pairs === undefined || byEntity === undefined) return false;
    const strength = dependencyOf(column, name, pairs)?.strength ?? 0;
    return strength > fixing && agreement(byEntity.values()) < 2 * agreement([whole(byEntity)]);
  });

/** Columns that several sources state of each entity: every source once. */
const describedIn = (survey: Survey): readonly Described[] => {
  const names = survey.columns.map(({ name }) => name);
  return names.flatMap((entity) =>
    names.flatMap((source) => {
      const claims = entity === source ? undefined : survey.pair(entity, source);
      if (claims === undefined || claims.size < 2 || survey.rows / claims.size < fewestRows) return [];
      const counts = [...claims.values()].flatMap((group) => [...group.values()]);
      const single = counts.filter((count) => count === 1).length / survey.rows;
      const sources = survey.pair(source, entity);
      if (single < leastSingle || sources === undefined || survey.rows / sources.size < fewestRows) return [];
      return names.flatMap((column) => {
        const pairs = column === entity || column === source ? undefined : survey.pair(entity, column);
        const bySource = survey.pair(source, column);
        if (pairs === undefined || bySource === undefined) return [];
        const within = agreement(pairs.values());
        const base = agreement([whole(pairs)]);
        const ofSource = agreement(bySource.values());
        if (within < leastAgreement || within < leastLift * base || within < 2 * ofSource) return [];
        if (differsByOther(survey, { entity, source, column })) return [];
        const perEntity = [...pairs.values()]
          .map((group) => group.size)
          .toSorted((left, right) => left - right);
        return [{ entity, source, column, choices: perEntity[perEntity.length >> 1] ?? 2 }];
      });
    }),
  );
};

type Judge = (row: TextRow) => Finding | undefined;

/** Undefined where the sources are none: they differ by chance only. */
const judgeOf = (
  rows: readonly TextRow[],
  { entity, source, column, choices }: Described,
): Judge | undefined => {
  const claims: Claim[] = [];
  const silent = new Map<string, number>();
  for (const row of rows) {
    const [about, by, value] = [row.get(entity), row.get(source), row.get(column)];
    if (typeof about !== 'string' || typeof by !== 'string') continue;
    if (typeof value === 'string') claims.push({ entity: about, source: by, value });
    else silent.set(about, (silent.get(about) ?? 0) + 1);
  }
  if (!differInSkill(claims)) return undefined;
  const beliefs = believe(claims, choices);
  const spoken = Map.groupBy(claims, ({ entity: about }) => about);
  return (row) => {
    const about = row.get(entity) ?? '';
    const believed = beliefs.get(about ?? '');
    if (believed === undefined) return undefined;
    const [[winner, sure] = [null, 0]] = [...believed].toSorted(([, left], [, right]) => right - left);
    const own = row.get(column) ?? null;
    const votes = spoken.get(about)?.length ?? 0;
    const chance = own === null ? votes / (votes + (silent.get(about) ?? 0)) : 1 - (believed.get(own) ?? 0);
    if (own === winner || winner === null || votes < 2) return undefined;
    return {
      chance: describes * chance,
      reason: `other rows of the same ${entity} say otherwise, weighed by how often each ${source} is right`,
      ...(sure >= 0.5 ? { suggestion: winner } : {}),
    };
  };
};

export const contradicted = defineSuspect({
  id: 'contradicted',
  summary: 'A value of an entity that more or better sources contradict.',
  definition:
    'Where two columns, entity and source, are a key (98 % of the rows are alone with their pair) and each value of both has 4 rows on average, the other columns are claims of sources. Of columns in which two rows of an entity agree at least 8 times as often as two rows of the table, and in 15 % of the cases, and of which sources agree with the majority unequally often (4 standard deviations beyond chance), and that fix no column that says nothing of the entity, the true value of each entity is estimated together with how often each source is right. The chance is 0.95 times that of the value being another one; of a missing value, 0.95 times the share of sources that state one.',
  find: (survey) => {
    const { whole: rows } = survey;
    const judges = new Map<string, readonly Judge[]>();
    if (rows !== undefined)
      for (const described of describedIn(survey)) {
        const { column } = described;
        const judge = judgeOf(rows, described);
        if (judge !== undefined) judges.set(column, [...(judges.get(column) ?? []), judge]);
      }
    return {
      clues: [],
      judge: (row, column) =>
        (judges.get(column) ?? [])
          .flatMap((judge) => judge(row) ?? [])
          .toSorted((left, right) => right.chance - left.chance)[0],
    };
  },
});
