import type { ContractSuggestion, ContractUpdate } from '../domain/contract-suggestion.ts';
import { countOf } from '../domain/count-of.ts';
import { contractDiffText } from './contract-diff-text.ts';
import { datasetText } from './init-text.ts';
import { oneLine } from './neutral.ts';
import { type Paint, paint } from './paint.ts';

const patchText = (patch: string, ink: Paint): readonly string[] =>
  patch
    .trimEnd()
    .split('\n')
    .map((line) => {
      const plain = oneLine(line, Number.POSITIVE_INFINITY);
      return line.startsWith('+') ? ink.green(plain) : line.startsWith('-') ? ink.red(plain) : plain;
    });

const updateText = (
  { contract, reasons, changes, patch }: ContractUpdate,
  colour: boolean,
): readonly string[] => {
  const ink = paint(colour);
  if (reasons.length === 0) return [`${oneLine(contract)} says all that the data suggest, and they keep it.`];
  return [
    ink.bold(`Proposed for ${oneLine(contract)}, which stays as it is:`),
    ...reasons.map(({ path, reason }) => `  ${ink.bold(oneLine(path))}  ${oneLine(reason)}`),
    ...(changes.length === 0 ? [] : ['', contractDiffText(changes, { colour })]),
    ...(patch === '' ? [] : ['', ...patchText(patch, ink)]),
  ];
};

/** What the data suggest, a line for each thing, and what became of it. */
export const suggestionText = (
  { dataset, rules, review, written, update }: ContractSuggestion,
  { colour, width }: { readonly colour: boolean; readonly width?: number },
): string => {
  if (update !== undefined)
    return [
      ...updateText(update, colour),
      ...(written === undefined ? [] : ['', `Wrote the changed contract to ${oneLine(written)}.`]),
    ].join('\n');
  const counts = `${countOf(rules, 'rule')}, ${review} to review`;
  return [
    ...datasetText(dataset, width, paint(colour), true),
    written === undefined
      ? `Nothing was written (${counts}): --write writes ${oneLine(dataset.contract)}`
      : `Wrote ${oneLine(written)} (${counts}).`,
  ].join('\n');
};
