import type { ContractSuggestion } from '../domain/contract-suggestion.ts';
import { countOf } from './count-of.ts';
import { datasetText } from './init-text.ts';
import { oneLine } from './neutral.ts';
import { paint } from './paint.ts';

/** What the data suggest, a line for each thing, and what became of it. */
export const suggestionText = (
  { dataset, rules, review, written }: ContractSuggestion,
  { colour, width }: { readonly colour: boolean; readonly width?: number },
): string => {
  const counts = `${countOf(rules, 'rule')}, ${review} to review`;
  return [
    ...datasetText(dataset, width, paint(colour), true),
    written === undefined
      ? `Nothing was written (${counts}): --write writes ${oneLine(dataset.contract)}`
      : `Wrote ${oneLine(written)} (${counts}).`,
  ].join('\n');
};
