import { insertInto } from '../../../contract/suggest/insert.ts';
import { canonicalJson } from '../../../domain/canonical-json.ts';
import { yamlFlow } from '../../yaml-flow.ts';
import type { DraftProperty } from '../draft.ts';
import type { Suggestion } from '../suggestion.ts';
import { aspectOf, because, listOf, type Proposal, recordOf, type Written } from './proposal.ts';

/** Where a key of the draft would stand, or another that says it already. */
const saidBy: Readonly<Record<string, readonly string[]>> = {
  minimum: ['minimum', 'exclusiveMinimum'],
  maximum: ['maximum', 'exclusiveMaximum'],
  pattern: ['pattern', 'format'],
  format: ['pattern', 'format'],
  unique: ['unique', 'primaryKey'],
};

const isSaid = (key: string, value: Readonly<Record<string, unknown>>): boolean =>
  (saidBy[key] ?? [key]).some((one) => one in value);

const keyOf = ({ body }: Suggestion): string => Object.keys(body)[0] ?? '';
const lineOf = (key: string, { body }: Suggestion): string => `${key}: ${yamlFlow(body[key])}`;

interface Lacking {
  readonly keys: readonly Suggestion[];
  readonly options: readonly Suggestion[];
  readonly rules: readonly Suggestion[];
}

/** The sure suggestions that say something the property does not say yet. */
const lackingIn = (
  value: Readonly<Record<string, unknown>>,
  { suggestions, logicalType }: DraftProperty,
  hasKey: boolean,
): Lacking => {
  const sure = suggestions.filter((one) => one.sure);
  const aspects = listOf(value.quality).map(aspectOf);
  const options = recordOf(value.logicalTypeOptions);
  const keys = sure.filter((one) => {
    const key = keyOf(one);
    if (one.place !== 'property' || isSaid(key, value)) return false;
    return key.startsWith('primaryKey')
      ? !hasKey
      : key !== 'required' || !aspects.includes('metric nullValues');
  });
  return {
    keys,
    options:
      value.logicalType === logicalType
        ? sure.filter((one) => one.place === 'option' && !isSaid(keyOf(one), options))
        : [],
    rules: sure.filter((one) => one.place === 'quality' && !aspects.includes(aspectOf(one.body))),
  };
};

/** Rules that the data suggest and a property does not have. */
export const missingRules = (
  { source, object, path, value }: Written,
  index: number,
  property: DraftProperty,
  hasKey: boolean,
): readonly Proposal[] => {
  const at = [...path, 'properties', index];
  const own = recordOf(listOf(value.properties)[index]);
  const { keys, options, rules } = lackingIn(own, property, hasKey);
  const name = `${object}.${property.column.name}`;
  const ruleLines = rules.map(({ body, reason }) => because(yamlFlow(body), reason));
  const optionLines = options.map((one) => because(lineOf(keyOf(one), one), one.reason));
  const quality = insertInto(source, source.node([...at, 'quality']), ruleLines);
  const inOptions = insertInto(source, source.node([...at, 'logicalTypeOptions']), optionLines);
  const added = [
    ...keys.map((one) => because(lineOf(keyOf(one), one), one.reason)),
    ...(options.length > 0 && inOptions === undefined && !('logicalTypeOptions' in own)
      ? [
          {
            yaml: `logicalTypeOptions: ${yamlFlow(Object.assign({}, ...options.map(({ body }) => body)))}`,
          },
        ]
      : []),
    ...(rules.length > 0 && quality === undefined && !('quality' in own)
      ? [{ yaml: `quality: ${yamlFlow(rules.map(({ body }) => body))}` }]
      : []),
  ];
  const edits = [
    ...(rules.length > 0 && quality !== undefined ? [quality] : []),
    ...(options.length > 0 && inOptions !== undefined ? [inOptions] : []),
    ...(added.length > 0
      ? [insertInto(source, source.node(at), added)].filter((one) => one !== undefined)
      : []),
  ];
  return [...keys, ...options, ...rules].map((one, order) => ({
    path: `${name}/${one.place === 'quality' ? one.check : keyOf(one)}`,
    reason: one.reason,
    edits: order === 0 ? edits : [],
  }));
};

/** Rules of the table as a whole that the contract does not have, by id or by what they say. */
export const missingTableRules = (
  { source, object, path, value }: Written,
  rules: readonly Suggestion[],
): readonly Proposal[] => {
  const there = listOf(value.quality).map(recordOf);
  const said = new Set(there.map(({ id: _id, ...rest }) => canonicalJson(rest)));
  const ids = new Set(there.map(({ id }) => id));
  const lacking = rules.filter(({ sure, place, body: { id, ...rest } }) => {
    if (!sure || place !== 'quality' || (id !== undefined && ids.has(id))) return false;
    return (
      !said.has(canonicalJson(rest)) && !there.some((one) => 'metric' in rest && one.metric === rest.metric)
    );
  });
  if (lacking.length === 0) return [];
  const lines = lacking.map(({ body, reason }) => because(yamlFlow(body), reason));
  const edit =
    insertInto(source, source.node([...path, 'quality']), lines) ??
    ('quality' in value
      ? undefined
      : insertInto(source, source.node(path), [
          { yaml: `quality: ${yamlFlow(lacking.map(({ body }) => body))}` },
        ]));
  return lacking.map(({ reason, check, body: { id } }, order) => ({
    path: `${object}/${typeof id === 'string' ? id : check}`,
    reason,
    edits: order === 0 && edit !== undefined ? [edit] : [],
  }));
};
