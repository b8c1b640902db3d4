import { insertInto, replaceScalar } from '../../../contract/suggest/insert.ts';
import type { Verdict } from '../../../domain/verdict.ts';
import { yamlFlow } from '../../yaml-flow.ts';
import type { DraftProperty } from '../draft.ts';
import { roundedOut } from '../suggest-range.ts';
import { aspectOf, listOf, type Proposal, recordOf, type Written } from './proposal.ts';

/** How a property's rule is widened where the data break it. */
type Widen = (given: {
  readonly written: Written;
  readonly at: readonly (string | number)[];
  readonly own: Readonly<Record<string, unknown>>;
  readonly property: DraftProperty;
}) => Omit<Proposal, 'path'> | undefined;

const optionOf = ({ suggestions }: DraftProperty, key: string): unknown =>
  suggestions.find(({ place, body }) => place === 'option' && key in body)?.body[key];

const wideBound = (
  { suggestions, extent, column }: DraftProperty,
  key: 'minimum' | 'maximum',
  old: number,
): number | undefined => {
  const direction = key === 'minimum' ? -1 : 1;
  const extreme = direction === -1 ? extent?.min : extent?.max;
  if (extent === undefined || extreme === undefined || extreme * direction <= old * direction)
    return undefined;
  const drafted = suggestions.find(({ sure, body }) => sure && key in body)?.body[key];
  return typeof drafted === 'number' && drafted * direction >= extreme * direction
    ? drafted
    : roundedOut(extreme, extent.max - extent.min, direction, column.kind === 'integer');
};

const range: Widen = ({ written: { source }, at, own, property }) => {
  const options = recordOf(own.logicalTypeOptions);
  const found = (['minimum', 'maximum'] as const).flatMap((key) => {
    const old = options[key];
    const bound = typeof old === 'number' ? wideBound(property, key, old) : undefined;
    const edit =
      bound === undefined
        ? undefined
        : replaceScalar(source.node([...at, 'logicalTypeOptions', key]), yamlFlow(bound));
    return edit === undefined ? [] : [{ edit, words: `${key} ${old} would be ${bound}` }];
  });
  return found.length === 0
    ? undefined
    : { reason: found.map(({ words }) => words).join(', '), edits: found.map(({ edit }) => edit) };
};

const length: Widen = ({ written: { source }, at, own, property }) => {
  const old = recordOf(own.logicalTypeOptions).maxLength;
  const bound = optionOf(property, 'maxLength');
  if (typeof old !== 'number' || typeof bound !== 'number' || bound <= old) return undefined;
  const edit = replaceScalar(source.node([...at, 'logicalTypeOptions', 'maxLength']), yamlFlow(bound));
  return edit === undefined ? undefined : { reason: `maxLength ${old} would be ${bound}`, edits: [edit] };
};

const validValues = (body: unknown): readonly unknown[] =>
  listOf(recordOf(recordOf(body).arguments).validValues);

const invalidValues: Widen = ({ written: { source }, at, own, property }) => {
  const index = listOf(own.quality).findIndex((rule) => aspectOf(rule) === 'metric invalidValues');
  const known = validValues(listOf(own.quality)[index]);
  const seen = validValues(property.suggestions.find(({ check }) => check === 'invalidValues')?.body);
  const added = seen.filter((value) => !known.includes(value));
  if (index < 0 || added.length === 0) return undefined;
  const node = source.node([...at, 'quality', index, 'arguments', 'validValues']);
  const edit = insertInto(
    source,
    node,
    added.map((value) => ({ yaml: yamlFlow(value) })),
  );
  return edit === undefined
    ? undefined
    : { reason: `new values: ${added.map(String).join(', ')}`, edits: [edit] };
};

const required: Widen = ({ written: { source }, at }) => {
  const edit = replaceScalar(source.node([...at, 'required']), 'false');
  return edit === undefined ? undefined : { reason: 'it would not be required any more', edits: [edit] };
};

const widening: Readonly<Record<string, Widen>> = { range, length, invalidValues, required };

/** What a rule that the new data break would have to become; where only a person can tell, what it found. */
export const brokenRules = (
  written: Written,
  failed: readonly Verdict[],
  properties: ReadonlyMap<
    string,
    { readonly index: number; readonly property: DraftProperty; readonly hidden: boolean }
  >,
): readonly Proposal[] =>
  failed.map((verdict) => {
    const { rule, check, element = '', message } = verdict;
    const found = properties.get(element.slice(written.object.length + 1));
    const widen = Object.hasOwn(widening, check) ? widening[check] : undefined;
    if (found === undefined || found.hidden || widen === undefined)
      return { path: rule, reason: `fails: ${message}; mend the data, or change the rule`, edits: [] };
    const at = [...written.path, 'properties', found.index];
    const own = recordOf(listOf(written.value.properties)[found.index]);
    const wider = widen({ written, at, own, property: found.property });
    return wider === undefined
      ? { path: rule, reason: `fails: ${message}; mend the data, or change the rule`, edits: [] }
      : { path: rule, reason: `fails: ${message}; to admit these data, ${wider.reason}`, edits: wider.edits };
  });
