import { plural } from '../../checks/words.ts';
import { yamlFlow as flow } from '../yaml-flow.ts';
import type { Draft, DraftProperty } from './draft.ts';
import type { Suggestion } from './suggestion.ts';

/** Names of columns may hold line ends and worse; a comment must not end where they do. */
export const commentText = (text: string): string => text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ');

const indented = (lines: readonly string[], depth: number): readonly string[] =>
  lines.map((line) => `${' '.repeat(depth)}${line}`);

const question = (line: string, reason: string): readonly string[] => [
  `# review: ${commentText(reason)}`,
  `# ${line}`,
];

const explained = (line: string, { sure, reason }: Suggestion): readonly string[] =>
  sure ? [`${line}  # ${commentText(reason)}`] : question(line, reason);

const keyLines = (suggestions: readonly Suggestion[]): readonly string[] =>
  suggestions.flatMap((one) =>
    Object.entries(one.body).flatMap(([key, value]) => explained(`${key}: ${flow(value)}`, one)),
  );

/** A block whose name is a comment too where all it holds is. */
const block = (
  name: string,
  suggestions: readonly Suggestion[],
  lines: readonly string[],
): readonly string[] => {
  if (suggestions.length === 0) return [];
  return [suggestions.some(({ sure }) => sure) ? `${name}:` : `# ${name}:`, ...indented(lines, 2)];
};

const qualityLines = (rules: readonly Suggestion[]): readonly string[] =>
  block(
    'quality',
    rules,
    rules.flatMap((one) => explained(`- ${flow(one.body)}`, one)),
  );

/** A property with its suggestions, a line for each and one for each question. */
export const propertyLines = ({
  column,
  logicalType,
  doubt,
  description,
  suggestions,
}: DraftProperty): readonly string[] => {
  const at = (place: Suggestion['place']) => suggestions.filter((one) => one.place === place);
  const type =
    logicalType === undefined ? `physicalType: ${flow(column.sqlType)}` : `logicalType: ${logicalType}`;
  return [
    `name: ${flow(column.name)}`,
    ...(doubt === undefined ? [type] : question(type, `${doubt}: mistakes, or another type?`)),
    ...(description === undefined ? [] : [`description: ${flow(description)}`]),
    ...keyLines(at('property')),
    ...block('logicalTypeOptions', at('option'), keyLines(at('option'))),
    ...qualityLines(at('quality')),
  ];
};

const asItem = ([first = '', ...rest]: readonly string[]): readonly string[] => [
  `- ${first}`,
  ...indented(rest, 2),
];

/** The contract as YAML, each rule with its reason beside it, each question commented out. */
export const contractText = (draft: Draft, by = 'assay init'): string =>
  [
    `# Drafted by ${by} from ${plural(draft.rows - draft.heldBack, 'row')}${draft.heldBack > 0 ? `, and held against ${plural(draft.heldBack, 'other')}` : ''}. It is yours: change it.`,
    '# A line after "# review:" is a question: take its # away to make it a rule.',
    'apiVersion: v3.1.0',
    'kind: DataContract',
    `id: ${flow(draft.name)}`,
    'version: 1.0.0',
    'status: draft',
    'schema:',
    ...indented(
      asItem([
        `name: ${flow(draft.name)}`,
        ...keyLines(draft.rules.filter(({ place }) => place === 'property')),
        ...qualityLines(draft.rules.filter(({ place }) => place === 'quality')),
        'properties:',
        ...indented(
          draft.properties.flatMap((one) => asItem(propertyLines(one))),
          2,
        ),
      ]),
      2,
    ),
    '',
  ].join('\n');
