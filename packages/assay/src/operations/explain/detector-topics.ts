import type { Detector } from '../../detectors/detector.ts';
import { detectors } from '../../detectors/registry.gen.ts';
import { facts, heading, paragraph, type Topic, table } from '../../domain/topic.ts';

const paramsText = (params: object): string =>
  Object.entries(params)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

const topicOf = ({ id, summary, definition, watches, defaults, sources, published }: Detector): Topic => ({
  schema: 'assay.topic/v1',
  family: 'detector',
  id,
  summary,
  blocks: [
    facts([
      ['watches', watches === 'errors' ? 'errors (1) and hits (0)' : 'numbers'],
      ['defaults', paramsText(defaults)],
    ]),
    paragraph(definition),
    heading('Sources'),
    ...sources.map((source) => paragraph(source)),
    ...(published.length === 0
      ? []
      : [
          heading('Signals that others published'),
          table(
            ['parameters', 'warnings', 'drifts', 'by'],
            published.map((one) => [
              one.params === undefined ? 'the defaults' : paramsText(one.params),
              (one.warnings ?? []).join(', '),
              one.drifts.join(', '),
              one.by,
            ]),
          ),
        ]),
  ],
});

export const detectorTopics = (): readonly Topic[] => detectors.map(topicOf);
