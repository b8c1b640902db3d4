import { facts, heading, paragraph, type Topic, table } from '../../domain/topic.ts';
import type { DriftTest } from '../../drift/drift-test.ts';
import { driftTests } from '../../drift/tests/registry.gen.ts';

const topicOf = ({ id, summary, definition, accepts, p, sources, examples }: DriftTest): Topic => ({
  schema: 'assay.topic/v1',
  family: 'drift',
  id,
  summary,
  blocks: [
    facts([
      ['of', accepts === 'numbers' ? 'numbers' : 'numbers in cells, and categories'],
      ['p-value', p === undefined ? 'none' : 'yes'],
    ]),
    paragraph(definition),
    heading('Sources'),
    ...sources.map((source) => paragraph(source)),
    heading('Examples'),
    table(
      ['', 'statistic', 'p', 'as computed by'],
      examples.map((one) => [
        one.says,
        String(one.statistic),
        one.p === undefined ? '' : String(one.p),
        one.by,
      ]),
    ),
  ],
});

export const driftTopics = (): readonly Topic[] => driftTests.map(topicOf);
