import { temporalKinds } from '../../domain/column.ts';
import type { Looked } from './draft.ts';
import type { Suggestion } from './suggestion.ts';

/** Where the times begin, as a question: only a person knows since when there are data. */
export const suggestTime = ({ column, earliest, latest }: Looked): readonly Suggestion[] => {
  if (!temporalKinds.includes(column.kind) || earliest === undefined || latest === undefined) return [];
  const day = /^\d{4}-\d{2}-\d{2}/.exec(earliest)?.[0];
  const last = /^\d{4}-\d{2}-\d{2}/.exec(latest)?.[0];
  if (day === undefined || last === undefined) return [];
  return [
    {
      place: 'option',
      body: {
        minimum: column.kind === 'date' ? day : `${day}T00:00:00${column.kind === 'timestamptz' ? 'Z' : ''}`,
      },
      check: 'range',
      shown: `not before ${day}`,
      sure: false,
      reason: `seen ${day} to ${last}: can earlier ones come?`,
    },
  ];
};
