import { insertInto } from '../../../contract/suggest/insert.ts';
import { propertyLines } from '../contract-text.ts';
import type { DraftProperty } from '../draft.ts';
import type { Proposal, Written } from './proposal.ts';

/** Columns that the contract does not declare, each with what the data suggest of it; questions stay comments. */
export const newColumns = (
  { source, object, path }: Written,
  properties: readonly DraftProperty[],
): readonly Proposal[] => {
  if (properties.length === 0) return [];
  const node = source.node([...path, 'properties']);
  const isFlow = node !== undefined && 'flow' in node && node.flow === true;
  const edit = insertInto(
    source,
    node,
    properties.map((property) => {
      const lines = propertyLines(property);
      return { yaml: isFlow ? flowOf(property) : lines.join('\n') };
    }),
  );
  return properties.map(({ column }, order) => ({
    path: `${object}.${column.name}`,
    reason: 'the contract does not declare this column',
    edits: order === 0 && edit !== undefined ? [edit] : [],
  }));
};

/** In a list on one line there is room for name and type only. */
const flowOf = (property: DraftProperty): string =>
  `{${propertyLines({ ...property, suggestions: [] }).join(', ')}}`;
