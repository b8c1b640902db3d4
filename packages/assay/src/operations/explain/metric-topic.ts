import type { Check } from '../../checks/check.ts';
import { checks } from '../../checks/registry.gen.ts';
import { facts, heading, paragraph, type Topic } from '../../domain/topic.ts';
import type { Metric } from '../../metrics/metric.ts';
import { metrics } from '../../metrics/registry.gen.ts';
import { exampleRule } from './example-rule.ts';
import { paramsTable } from './params-table.ts';

const merges = {
  commutative: 'states of parts merge in any order',
  ordered: 'states of parts merge in the order of their rows',
  none: 'states do not merge: computed from the rows each time',
} as const;

const exactnessText = ({ exactness }: Metric): string =>
  exactness.kind === 'exact'
    ? 'exact'
    : exactness.kind === 'rounding'
      ? 'exact but for the rounding of doubles, which in sums differs with the order of addition'
      : `approximate: ${exactness.bound}`;

/** Which checks ask for which metric, as their examples show. */
const usersOf = (): ReadonlyMap<string, readonly string[]> => {
  const users = new Map<string, Set<string>>();
  for (const check of checks as readonly Check[]) {
    for (const example of check.examples) {
      for (const { needs } of exampleRule(check, example)?.rungs ?? []) {
        for (const { metric } of Object.values(needs))
          users.set(metric.id, (users.get(metric.id) ?? new Set()).add(check.id));
      }
    }
  }
  return new Map([...users].map(([id, names]) => [id, [...names].toSorted()]));
};

const metricTopic = (metric: Metric, users: readonly string[]): Topic => {
  const params = paramsTable(metric.params);
  return {
    schema: 'assay.topic/v1',
    family: 'metric',
    id: metric.id,
    summary: metric.summary,
    blocks: [
      paragraph(metric.definition),
      facts([
        [
          'computed from',
          metric.accepts === 'table' ? 'the table' : `columns of kind ${metric.accepts.join(', ')}`,
        ],
        ['exactness', exactnessText(metric)],
        ['merging', merges[metric.merge.kind]],
        [
          'from file facts',
          metric.fromFacts === undefined ? 'no' : 'where they suffice, without reading rows',
        ],
        ['version of the state', String(metric.version)],
        ...(users.length === 0 ? [] : [['used by', users.join(', ')] as const]),
      ]),
      ...(params === undefined ? [] : [heading('Parameters'), params]),
      ...(metric.merge.kind === 'none' ? [] : [paragraph('The state of no rows is neutral in a merge.')]),
    ],
  };
};

export const metricTopics = (): readonly Topic[] => {
  const users = usersOf();
  return metrics.map((metric) => metricTopic(metric, users.get(metric.id) ?? []));
};
