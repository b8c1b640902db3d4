import { stringify } from 'yaml';
import type { Draft, DraftProperty, Suggestion } from './draft.ts';

const flow = (value: unknown): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trimEnd();

const indented = (text: string, depth: number): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(depth) + line))
    .join('\n');

const question = (suggestion: Suggestion, line: string): string =>
  `# review: ${suggestion.reason}\n# ${line}`;

const withReason = (line: string, reason: string): string => `${line}  # ${reason}`;

const propertyLines = (suggestion: Suggestion): readonly string[] =>
  Object.entries(suggestion.body).map(([key, value]) => `${key}: ${flow(value)}`);

const quality = (suggestions: readonly Suggestion[]): readonly string[] => {
  const rules = suggestions.filter(({ kind }) => kind === 'quality');
  if (rules.length === 0) return [];
  const lines = rules.map((rule) =>
    rule.sure ? withReason(`- ${flow(rule.body)}`, rule.reason) : question(rule, `- ${flow(rule.body)}`),
  );
  return [...(rules.some(({ sure }) => sure) ? ['quality:'] : ['# quality:']), indented(lines.join('\n'), 2)];
};

const property = ({ column, logicalType, description, suggestions }: DraftProperty): string => {
  const plain = suggestions.filter(({ kind }) => kind === 'property');
  const lines = [
    `name: ${flow(column.name)}`,
    `logicalType: ${logicalType}`,
    ...(description === undefined ? [] : [`description: ${flow(description)}`]),
    ...plain.flatMap((one) =>
      propertyLines(one).map((line, index) => {
        if (!one.sure) return question(one, line);
        return index === 0 ? withReason(line, one.reason) : line;
      }),
    ),
    ...quality(suggestions),
  ];
  return `- ${indented(lines.join('\n'), 2).trimStart()}`;
};

/** The contract as YAML, each rule with its reason beside it, each question commented out. */
export const contractText = (draft: Draft, id: string): string =>
  [
    `# Drafted by assay init from ${draft.rows.toLocaleString('en')} rows${draft.heldBack > 0 ? `, held against ${draft.heldBack.toLocaleString('en')} rows kept back` : ''}. It is yours: change it.`,
    'apiVersion: v3.1.0',
    'kind: DataContract',
    `id: ${flow(id)}`,
    'version: 1.0.0',
    'status: draft',
    'schema:',
    indented(
      [
        `- name: ${flow(draft.name)}`,
        ...quality(draft.quality).map((line) => indented(line, 2)),
        '  properties:',
        ...draft.properties.map((one) => indented(property(one), 4)),
      ].join('\n'),
      2,
    ),
    '',
  ].join('\n');
