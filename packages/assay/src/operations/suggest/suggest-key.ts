import type { Keys } from './find-keys.ts';
import type { Suggestion } from './suggestion.ts';

/** What a column's part in a key, or its lack of repetition, demands of it. */
export const suggestKey = (name: string, { primary, others }: Keys): readonly Suggestion[] => {
  const position = primary?.columns.indexOf(name) ?? -1;
  const other = others.find(({ columns }) => columns[0] === name);
  if (primary !== undefined && position >= 0) {
    const { columns, sure, reason } = primary;
    const shown = columns.join(' + ');
    const key = { place: 'property', check: 'primaryKey', shown, sure, reason } as const;
    return [
      { ...key, body: { primaryKey: true } },
      ...(columns.length === 1 ? [] : [{ ...key, body: { primaryKeyPosition: position + 1 } }]),
    ];
  }
  if (other === undefined) return [];
  const { sure, reason } = other;
  return [{ place: 'property', body: { unique: true }, check: 'unique', shown: name, sure, reason }];
};
