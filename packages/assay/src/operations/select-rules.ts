import { suggestion } from '../domain/nearest.ts';
import { type Problem, problem, Refusal } from '../domain/problem.ts';
import { wildcard } from '../domain/wildcard.ts';
import type { RuleSelection } from '../run/gate-input.ts';

type Named = Parameters<RuleSelection>[0][number];

const tagOf = (choice: string): string | undefined =>
  choice.startsWith('tag:') ? choice.slice('tag:'.length) : undefined;

const keeperOf = (choice: string): ((rule: Named) => boolean) => {
  const tag = tagOf(choice);
  if (tag !== undefined) return ({ tags }) => tags.includes(tag);
  const isMeant = wildcard(choice);
  return ({ id }) => isMeant(id);
};

const selectsNothing = (choice: string, rules: readonly Named[]): Problem => {
  const tag = tagOf(choice);
  return problem(
    'selection-empty',
    `${choice} selects no rule`,
    tag === undefined
      ? suggestion(
          choice,
          rules.map(({ id }) => id),
        )
      : suggestion(tag, [...new Set(rules.flatMap(({ tags }) => tags))]),
  );
};

/**
 * Rules by id, with `*` for any characters, or by `tag:NAME`. A choice that selects no rule is refused, but for the ids of `others`:
 * objects that are judged beside this one.
 */
export const selecting =
  (choices: readonly string[], others: readonly string[] = []): RuleSelection =>
  (rules) => {
    const own = choices.filter(
      (choice) => !others.some((name) => choice.startsWith(`${name}.`) || choice.startsWith(`${name}/`)),
    );
    const kept = own.map((choice) => ({ choice, rules: rules.filter(keeperOf(choice)) }));
    const empty = kept.filter((one) => one.rules.length === 0);
    if (empty.length > 0) throw new Refusal(empty.map(({ choice }) => selectsNothing(choice, rules)));
    return new Set(kept.flatMap((one) => one.rules.map(({ id }) => id)));
  };
