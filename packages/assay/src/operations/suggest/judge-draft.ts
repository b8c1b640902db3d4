import type { Run } from '../../domain/run.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { type Draft, type DraftProperty, type Extent, plainNumber } from './draft.ts';
import { roundedOut } from './suggest-range.ts';
import type { Suggestion } from './suggestion.ts';

const doubted = (suggestion: Suggestion, { message }: Verdict): Suggestion => ({
  ...suggestion,
  sure: false,
  reason: `${suggestion.reason}; but of all rows: ${message}`,
});

/** Whatever the column's type is, this can be demanded of it. */
const typeless = ['required', 'unique', 'primaryKey'];

/** Some bound is crossed by a number; what else a range fails for is NaN. */
const crossed = (suggestions: readonly Suggestion[], { min, max }: Extent): boolean =>
  suggestions.some(
    ({ body: { minimum, maximum }, sure }) =>
      sure && (Number(minimum ?? min) > min || Number(maximum ?? max) < max),
  );

/** The bound that a row kept back lies beyond becomes a question, wide enough for that row; the other bound stays. */
const judgedBound = (
  suggestion: Suggestion,
  failure: Verdict,
  { column, extent, suggestions }: DraftProperty,
): Suggestion => {
  const [[key, bound] = ['', undefined]] = Object.entries(suggestion.body);
  const direction = key === 'minimum' ? -1 : 1;
  const extreme = direction === 1 ? extent?.max : extent?.min;
  if (typeof bound !== 'number' || extent === undefined || extreme === undefined)
    return doubted(suggestion, failure);
  if (extreme * direction <= bound * direction)
    return crossed(suggestions, extent) ? suggestion : doubted(suggestion, failure);
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

/** A rule of the table is found by its id, or by its check where the contract lets no other stand there. */
const isOf = ({ body: { id }, check }: Suggestion, { name }: Draft, verdict: Verdict): boolean =>
  typeof id === 'string'
    ? verdict.rule === `${name}/${id}`
    : verdict.check === check && verdict.element === name;

const judgedRule = (rule: Suggestion, draft: Draft, failed: readonly Verdict[]): Suggestion => {
  const failure = failed.find((verdict) => isOf(rule, draft, verdict));
  return rule.sure && failure !== undefined ? doubted(rule, failure) : rule;
};

/** A key of several columns is judged as a rule of the table. */
const isAbout = (draft: Draft, property: DraftProperty, { element, check }: Verdict): boolean =>
  element === `${draft.name}.${property.column.name}` || (element === draft.name && check === 'primaryKey');

export interface JudgedDraft {
  readonly draft: Draft;
  /** True where a rule became a question: the rest is to be judged again. */
  readonly changed: boolean;
  /** What fails, and no rule of the contract says. */
  readonly notes: readonly string[];
}

/** Turns rules that fail on the whole table into questions. */
export const judgedDraft = (draft: Draft, run: Run): JudgedDraft => {
  const failed = run.verdicts.filter(({ status }) => status === 'fail' || status === 'unknown');
  const explained = new Set<Verdict>();
  const properties = draft.properties.map((property): DraftProperty => {
    const own = failed.filter((verdict) => isAbout(draft, property, verdict));
    const mistyped = own.find(({ check }) => check === 'type');
    const suggestions = property.suggestions.map((one) => judgedSuggestion(one, property, own));
    if (suggestions.every((one, index) => one === property.suggestions[index]) && mistyped === undefined)
      return property;
    for (const verdict of own) explained.add(verdict);
    return { ...property, ...(mistyped === undefined ? {} : { doubt: mistyped.message }), suggestions };
  });
  const rules = draft.rules.map((one) => judgedRule(one, draft, failed));
  for (const verdict of failed)
    if (rules.some((one, index) => one !== draft.rules[index] && isOf(one, draft, verdict)))
      explained.add(verdict);
  return {
    draft: { ...draft, rules, properties },
    changed: explained.size > 0,
    notes: failed
      .filter((verdict) => !explained.has(verdict))
      .map(({ rule, message }) => `fails now: ${rule}: ${message}`),
  };
};
