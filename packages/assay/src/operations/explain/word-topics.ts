import { type ProblemCode, problemCatalogue } from '../../domain/problem.ts';
import type { Decision } from '../../domain/run.ts';
import { code, type Family, paragraph, type Topic } from '../../domain/topic.ts';
import type { Dimension, Severity, Status } from '../../domain/verdict.ts';

type Words<K extends string> = Readonly<Record<K, readonly [summary: string, more: string]>>;

const dimensionWords: Words<Dimension> = {
  accuracy: [
    'Values are what they measure.',
    'A reading in the wrong unit, a stuck sensor, a spike: values that are there and well formed, and wrong.',
  ],
  completeness: [
    'What should be there is there.',
    'Missing values, empty texts, readings that were never taken.',
  ],
  conformity: [
    'Values and files have the form that was agreed.',
    'Types, patterns, lengths, encodings, columns that exist.',
  ],
  consistency: [
    'Data agree with each other.',
    'Rules across columns, keys that exist in the other dataset, counters that never go back.',
  ],
  coverage: [
    'There is as much as was agreed.',
    'Rows of a batch, time without gaps, groups that all appear.',
  ],
  timeliness: ['Data are as recent as was agreed.', 'Late files, old readings, timestamps in the future.'],
  uniqueness: ['Nothing is there twice.', 'Keys, duplicated rows, two readings of one moment.'],
};

const statusWords: Words<Status> = {
  pass: ['The rule holds.', 'Proven by the cheapest sufficient fact; the rung of the verdict says which.'],
  fail: ['The rule is broken.', 'It decides by its severity, unless a person has waived it until a date.'],
  'not-applicable': [
    'There is nothing to judge.',
    'A rule for people to read, or a promise that data at rest cannot show. It never decides.',
  ],
  unknown: [
    'The rule could not be judged, and the verdict says why.',
    'A missing column, a source out of reach, an engine that cannot express it. It decides like a failure: what was not judged is not admitted.',
  ],
};

const severityWords: Words<Severity> = {
  error: [
    'A failure blocks.',
    'The severity of a rule that says nothing else. An error weighs twice a warning in the scores.',
  ],
  warn: ['A failure warns.', 'The exit code stays 0, or is 1 with --fail-on warn.'],
  info: ['A failure is told and never decides.', 'It has no part in the scores.'],
};

const decisionWords: Words<Decision> = {
  admit: ['Every rule that decides holds.', 'Exit code 0.'],
  warn: [
    'A rule of severity warn is broken or unknown, none of severity error.',
    'Exit code 0, or 1 with --fail-on warn.',
  ],
  block: [
    'A rule of severity error is broken or unknown, and not waived.',
    'Exit code 1. Failing rows are quarantined, and whoever onBlock names in assay.yaml is told.',
  ],
};

const topicsOf = <K extends string>(family: Family, words: Words<K>): readonly Topic[] =>
  (Object.entries(words) as [K, Words<K>[K]][]).map(([id, [summary, more]]) => ({
    schema: 'assay.topic/v1',
    family,
    id,
    summary,
    blocks: [paragraph(more)],
  }));

/** With a capital letter, unless a file name begins it. */
const sentence = (text: string): string =>
  /^\w+\.\w/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);

const problemTopic = (id: ProblemCode): Topic => {
  const { summary, exitCode } = problemCatalogue[id];
  return {
    schema: 'assay.topic/v1',
    family: 'problem',
    id,
    summary: `${sentence(summary)}.`,
    blocks: [
      paragraph(
        exitCode === 0
          ? 'A note: the run goes on, and nothing is decided by it.'
          : 'The run stops without a decision: exit code 2. The problem says where it is and what to do.',
      ),
    ],
  };
};

/** The one rule that no check file makes. */
const scoreTopic: Topic = {
  schema: 'assay.topic/v1',
  family: 'decision',
  id: 'score',
  summary: 'A score of the run is at least what the contract demands.',
  blocks: [
    paragraph(
      'A rule that the custom property assayMinimumScores of a contract makes, one for each score it names. It is judged after the others, from their scores, and decides like them; a score that no rule gives is unknown.',
    ),
    code(
      'yaml',
      'customProperties:\n  - {property: assayMinimumScores, value: {overall: 0.95, completeness: 0.99}}\n',
    ),
  ],
};

/** Dimensions, statuses, severities, decisions and problem codes. */
export const wordTopics = (): readonly Topic[] => [
  ...topicsOf('dimension', dimensionWords),
  ...topicsOf('status', statusWords),
  ...topicsOf('severity', severityWords),
  ...topicsOf('decision', decisionWords),
  scoreTopic,
  ...(Object.keys(problemCatalogue) as ProblemCode[]).map(problemTopic),
];
