import { countText, plural } from '../../checks/words.ts';
import type { Reading } from './read-texts.ts';
import type { Suggestion } from './suggestion.ts';

/** The digits behind the point of rounded numbers: more of them are another unit, a mean, or a calculation. */
export const suggestPlaces = ({ places: found }: Reading): readonly Suggestion[] => {
  if (found === undefined) return [];
  const { places, texts } = found;
  return [
    {
      place: 'option',
      body: { multipleOf: Number(`1e-${places}`) },
      check: 'multipleOf',
      shown: `in steps of ${1 / 10 ** places}`,
      sure: true,
      rows: texts,
      reason: `none of ${countText(texts)} numbers looked at has more than ${plural(places, 'digit')} behind the point`,
    },
  ];
};
