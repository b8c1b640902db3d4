import type { Run } from '../../domain/run.ts';
import type { Draft, DraftProperty, Suggestion } from './draft.ts';

const doubted = (suggestion: Suggestion, message: string): Suggestion => ({
  ...suggestion,
  sure: false,
  reason: `${suggestion.reason}; does not hold on the part kept back: ${message}`,
});

/** Turns what fails on the held-back rows into questions. */
export const judgedDraft = (draft: Draft, run: Run): Draft => {
  const failures = run.verdicts.filter(({ status }) => status !== 'pass');
  const failureOf = (property: DraftProperty, suggestion: Suggestion): string | undefined =>
    failures.find(
      ({ element, check }) =>
        element === `${draft.name}.${property.column.name}` && check === suggestion.check,
    )?.message;
  return {
    ...draft,
    properties: draft.properties.map((property) => ({
      ...property,
      suggestions: property.suggestions.map((suggestion) => {
        const failure = suggestion.onWhole === true ? undefined : failureOf(property, suggestion);
        return failure === undefined ? suggestion : doubted(suggestion, failure);
      }),
    })),
  };
};
