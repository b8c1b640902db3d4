import { type Dependency, dependenciesAmong, leastStrength } from './dependency.ts';
import { blamed, conflictsOf, type Testimony, testimonyOf } from './row-conflicts.ts';
import type { CellText, TextRow } from './survey.ts';
import { type Clue, defineSuspect, type Finding } from './suspect.ts';

/** Determinants that are nearly as strong as the strongest one of a row are heard with it. */
const nearlyAsStrong = 0.04;

/** Values outvoted in a group: by themselves where they win nowhere, else together with the determinant. */
const cluesOf = ({ determinant, dependent, pairs }: Dependency): readonly Clue[] => {
  const winners = new Set<CellText>();
  const outvoted = new Map<CellText, Set<string>>();
  for (const [given, group] of pairs) {
    const most = Math.max(...[...group].map(([value, count]) => (value === null ? 0 : count)));
    for (const [value, count] of group)
      if (value !== null && count === most) winners.add(value);
      else outvoted.set(value, (outvoted.get(value) ?? new Set()).add(given));
  }
  const losers = new Set([...outvoted.keys()].filter((value) => value !== null && !winners.has(value)));
  const others = [...outvoted].filter(([value]) => !losers.has(value));
  return [
    { column: dependent, values: losers },
    ...others.map(([value, values]) => ({
      column: dependent,
      values: new Set([value]),
      given: { column: determinant, values },
    })),
  ];
};

/** Those whose word counts: as strong as the strongest that says anything. */
const deciding = (said: readonly Testimony[]): readonly Testimony[] => {
  const strongest = said[0]?.dependency.strength ?? 0;
  return said.filter(({ dependency }) => dependency.strength >= strongest - nearlyAsStrong);
};

const reasonOf = ({ dependency: { determinant }, forWinner, votes }: Testimony): string =>
  `${forWinner} of ${votes} other rows with the same ${determinant} agree on another value`;

/**
 * Leaves out what is said against a value that other rows have beside the same value of the determinant, where that is what the value
 * itself asks for: it is finer than the vote, not wrong.
 */
const withoutFiner = (said: readonly Testimony[]): readonly Testimony[] => {
  const key = (from: string, to: string): string => JSON.stringify([from, to]);
  const agreed = new Set(
    said.flatMap(({ chance, dependency: { determinant, dependent } }) =>
      chance === 0 ? [key(determinant, dependent)] : [],
    ),
  );
  return said.filter(
    ({ chance, dependency: { determinant, dependent } }) =>
      chance === 0 || !agreed.has(key(dependent, determinant)),
  );
};

/** How sure a cell is that its group agrees with. */
const defenceOf = (heard: readonly Testimony[]): number =>
  Math.max(
    0,
    ...heard.map(({ dependency, forWinner, votes }) => (dependency.rule * forWinner) / (votes + 1)),
  );

/** What the dependencies of one row say together, by column. */
const judgeRow = (dependencies: readonly Dependency[], row: TextRow): ReadonlyMap<string, Finding> => {
  const all = dependencies.flatMap((one) => testimonyOf(one, row) ?? []);
  const disputed = new Set(
    all.flatMap(({ chance, dependency }) => (chance > 0 ? [dependency.dependent] : [])),
  );
  const said = withoutFiner(all);
  const conflicts = conflictsOf(said);
  const found = new Map<string, Finding>();
  for (const [column, own] of Map.groupBy(said, ({ dependency }) => dependency.dependent)) {
    const heard = deciding(own);
    const [accuser] = heard.filter(({ chance }) => chance > 0);
    if (accuser === undefined) {
      if (!disputed.has(column))
        found.set(column, { chance: 0, defence: defenceOf(heard), reason: 'its group agrees' });
      continue;
    }
    const missing = (row.get(column) ?? null) === null;
    const weighed = heard.map(({ chance, dependency: { determinant } }) =>
      chance === 0 || missing ? chance : chance * blamed(conflicts, column, determinant),
    );
    found.set(column, {
      chance: weighed.reduce((sum, chance) => sum + chance, 0) / weighed.length,
      suggestion: accuser.winner,
      reason: reasonOf(accuser),
    });
  }
  return found;
};

export const brokenDependency = defineSuspect({
  id: 'brokenDependency',
  summary: 'A value that differs from what its group agrees on, where groups agree nearly always.',
  definition:
    'Column A fixes column B where the vote of the other rows with the same A predicts B: strength = (accuracy − q)/(1 − q), q the share of the most frequent value. From 0.8 on a cell against the vote is suspected; the strongest determinants whose group has 2 other rows decide, within 0.04 of each other on average. The chance is b · r · logistic((m − c)/2 · ln(a k/(1 − a))) · m/n: r rises from 0 at strength 0.8 to 0.98 at 0.97, m of n others agree on one value, c on that of the cell, a is the accuracy and k the effective number of values. b shares the blame between the two cells by their conflicts and agreements with the rest of the row, evenly where nothing else tells. A missing value is suspected in the same way, with b = 1. Nothing is said against a value that fixes A in turn and in other rows stands beside this A. A cell that every group agrees with is defended: the score is multiplied by 1 − r m/n.',
  find: (survey) => {
    const names = survey.columns.map(({ name }) => name);
    const dependencies = dependenciesAmong(survey, names, leastStrength);
    const judged = new WeakMap<TextRow, ReadonlyMap<string, Finding>>();
    return {
      clues: dependencies.flatMap(cluesOf),
      judge: (row, column) => {
        const known = judged.get(row) ?? judgeRow(dependencies, row);
        judged.set(row, known);
        return known.get(column);
      },
    };
  },
});
