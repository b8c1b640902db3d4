import type { Run } from '../../domain/run.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { type Draft, type DraftProperty, plainNumber, type Suggestion } from './draft.ts';
import { roundedOut } from './suggest-range.ts';

const doubted = (suggestion: Suggestion, { message }: Verdict): Suggestion => ({
  ...suggestion,
  sure: false,
  reason: `${suggestion.reason}; but of all rows: ${message}`,
});

/** Whatever the column's type is, this can be demanded of it. */
const typeless = ['required', 'unique', 'primaryKey'];

/** The bound that a row kept back lies beyond becomes a question, wide enough for that row; the other bound stays. */
const judgedBound = (
  suggestion: Suggestion,
  failure: Verdict,
  { column, extent }: DraftProperty,
): Suggestion => {
  const [[key, bound] = ['', undefined]] = Object.entries(suggestion.body);
  const direction = key === 'minimum' ? -1 : 1;
  const extreme = direction === 1 ? extent?.max : extent?.min;
  if (typeof bound !== 'number' || extent === undefined || extreme === undefined)
    return doubted(suggestion, failure);
  if (extreme * direction <= bound * direction) return suggestion;
  const wide = roundedOut(extreme, extent.max - extent.min, direction, column.kind === 'integer');
  return {
    ...suggestion,
    body: { [key]: wide },
    shown: suggestion.shown.replace(/\S+$/, plainNumber(wide)),
    sure: false,
    reason: `one of the rows kept back has ${plainNumber(extreme)}, beyond ${plainNumber(bound)}, which the others suggest: a mistake?`,
  };
};

const judgedSuggestion = (
  suggestion: Suggestion,
  property: DraftProperty,
  failed: readonly Verdict[],
): Suggestion => {
  const mistyped = typeless.includes(suggestion.check)
    ? undefined
    : failed.find(({ check }) => check === 'type');
  const failure = failed.find(({ check }) => check === suggestion.check);
  if (!suggestion.sure) return suggestion;
  if (mistyped !== undefined) return doubted(suggestion, mistyped);
  if (failure === undefined) return suggestion;
  return failure.check === 'range'
    ? judgedBound(suggestion, failure, property)
    : doubted(suggestion, failure);
};

/** A key of several columns is judged as a rule of the table. */
const isAbout = (draft: Draft, property: DraftProperty, { element, check }: Verdict): boolean =>
  element === `${draft.name}.${property.column.name}` || (element === draft.name && check === 'primaryKey');

/** Turns what fails on the whole table into questions; what the contract does not say becomes a note. */
export const judgedDraft = (draft: Draft, run: Run): Draft => {
  const failed = run.verdicts.filter(({ status }) => status === 'fail' || status === 'unknown');
  const properties = draft.properties.map((property): DraftProperty => {
    const own = failed.filter((verdict) => isAbout(draft, property, verdict));
    const mistyped = own.find(({ check }) => check === 'type');
    return {
      ...property,
      ...(mistyped === undefined ? {} : { doubt: mistyped.message }),
      suggestions: property.suggestions.map((one) => judgedSuggestion(one, property, own)),
    };
  });
  const explained = (verdict: Verdict): boolean =>
    draft.properties.some(
      (property) =>
        isAbout(draft, property, verdict) &&
        (verdict.check === 'type' || property.suggestions.some(({ check }) => check === verdict.check)),
    );
  const rest = failed.filter((verdict) => !explained(verdict));
  return { ...draft, properties, notes: rest.map(({ rule, message }) => `${rule}: ${message}`) };
};
