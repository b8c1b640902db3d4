import { nearest } from '../../domain/nearest.ts';
import { refuse } from '../../domain/problem.ts';
import type { Topic } from '../../domain/topic.ts';
import { checkTopics } from './check-topic.ts';
import { detectorTopics } from './detector-topics.ts';
import { driftTopics } from './drift-topics.ts';
import { grammarTopic } from './grammar-topic.ts';
import { metricTopics } from './metric-topic.ts';
import { suspectTopics } from './suspect-topics.ts';
import { wordTopics } from './word-topics.ts';

/** Everything that can be explained. */
export const allTopics = (): readonly Topic[] => [
  ...checkTopics(),
  ...metricTopics(),
  ...suspectTopics(),
  ...driftTopics(),
  ...detectorTopics(),
  grammarTopic(),
  ...wordTopics(),
];

const named = (topics: readonly Topic[], id: string): readonly Topic[] => {
  const exact = topics.filter((topic) => topic.id === id || `${topic.family}:${topic.id}` === id);
  return exact.length > 0 ? exact : topics.filter((topic) => topic.id.toLowerCase() === id.toLowerCase());
};

/** The topics of an id, in any case: mostly one; a check and a metric may share a name. Throws `Refusal` where there is none. */
export const topicsNamed = (id: string): readonly Topic[] => {
  const topics = allTopics();
  const found = named(topics, id);
  if (found.length > 0) return found;
  const near = nearest(
    id,
    topics.map((topic) => topic.id),
  );
  return refuse(
    'usage',
    `there is nothing called ${id} to explain`,
    near === undefined ? 'assay explain lists everything' : `did you mean ${near}?`,
  );
};
