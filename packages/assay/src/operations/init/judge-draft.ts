import type { Run } from '../../domain/run.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { Draft, DraftProperty, Suggestion } from './draft.ts';

const doubted = (suggestion: Suggestion, { message }: Verdict): Suggestion => ({
  ...suggestion,
  sure: false,
  reason: `${suggestion.reason}; but of all rows: ${message}`,
});

const elementOf = (draft: Draft, property: DraftProperty): string => `${draft.name}.${property.column.name}`;

/** A range that a row kept back lies outside of is a question with bounds that hold that row. */
const judged = (property: DraftProperty, failed: readonly Verdict[]): DraftProperty => ({
  ...property,
  suggestions: property.suggestions.map((suggestion) => {
    const failure = failed.find(({ check }) => check === suggestion.check);
    return failure === undefined || !suggestion.sure ? suggestion : doubted(suggestion, failure);
  }),
});

/** Turns what fails on the whole table into questions; what the contract does not say becomes a note. */
export const judgedDraft = (draft: Draft, run: Run): Draft => {
  const failed = run.verdicts.filter(({ status }) => status === 'fail' || status === 'unknown');
  const properties = draft.properties.map((property) =>
    judged(
      property,
      failed.filter(({ element }) => element === elementOf(draft, property)),
    ),
  );
  const explained = failed.filter((verdict) =>
    draft.properties.some(
      (property) =>
        verdict.element === elementOf(draft, property) &&
        property.suggestions.some(({ check }) => check === verdict.check),
    ),
  );
  const rest = failed.filter((verdict) => !explained.includes(verdict));
  return { ...draft, properties, notes: rest.map(({ rule, message }) => `${rule}: ${message}`) };
};
