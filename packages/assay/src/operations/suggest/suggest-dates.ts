import { countText } from '../../checks/words.ts';
import type { Reading } from './read-texts.ts';
import type { Suggestion } from './suggestion.ts';

/** The format of dates that are kept as text: an option of their type where it is sure, else a question beside the type text. */
export const suggestDates = ({ dates }: Reading): readonly Suggestion[] => {
  if (dates === undefined) return [];
  const { form, orElse, sure, texts, fitting, telling } = dates;
  const rest = { check: 'dateFormat', shown: form.format, rows: texts, exceptions: texts - fitting };
  if (sure) {
    const order =
      form.order === 'told'
        ? ''
        : telling > 0
          ? `; ${countText(telling)} of them can only be ${form.order}`
          : `; with points the day comes first`;
    return [
      {
        ...rest,
        place: 'option',
        body: { format: form.format },
        sure,
        reason: `all ${countText(texts)} texts looked at are dates of this form${order}`,
      },
    ];
  }
  const doubt =
    orElse === undefined
      ? `${fitting === texts ? 'all' : `all but ${countText(texts - fitting)}`} of ${countText(texts)} texts looked at are dates of this form: are the others mistakes?`
      : `no text tells whether the day or the month comes first: ${form.format} or ${orElse.format}?`;
  return [
    {
      ...rest,
      place: 'quality',
      body: {
        type: 'custom',
        engine: 'assay',
        implementation: { check: 'dateFormat', format: form.format },
      },
      sure,
      reason: doubt,
    },
  ];
};
