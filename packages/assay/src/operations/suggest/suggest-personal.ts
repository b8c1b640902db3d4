import { personalClass } from '../../contract/suggest/suggest-classification.ts';
import type { Reading } from './read-texts.ts';
import type { Suggestion } from './suggestion.ts';

/** A classification for what looks like personal data. It is no rule that could fail: it keeps values out of every output. */
export const suggestPersonal = ({ personal }: Reading): readonly Suggestion[] => {
  if (personal === undefined) return [];
  const { id, texts, found, held, sure, reason } = personal;
  return [
    {
      place: 'property',
      body: { classification: personalClass },
      check: 'classification',
      shown: `${personalClass}: ${id}`,
      sure,
      reason,
      rows: texts,
      exceptions: texts - found,
      heldBack: sure ? held : 0,
    },
  ];
};

const showsValues = ['invalidValues', 'range', 'unitSuspicion', 'multipleOf', 'stuckAt'];

/** Without the suggestions that tell values of the column. */
export const withoutValues = (suggestions: readonly Suggestion[]): readonly Suggestion[] =>
  suggestions.filter(({ check }) => !showsValues.includes(check));
