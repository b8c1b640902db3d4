import { paragraph, type Topic } from '../../domain/topic.ts';
import { suspects } from '../../suspects/registry.gen.ts';

/** Each way in which a cell can be wrong, as `assay profile --suspects` looks for it. */
export const suspectTopics = (): readonly Topic[] =>
  suspects.map(({ id, summary, definition }) => ({
    schema: 'assay.topic/v1',
    family: 'suspect',
    id,
    summary,
    blocks: [paragraph(definition)],
  }));
