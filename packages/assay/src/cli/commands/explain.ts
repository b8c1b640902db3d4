import { exitCodes } from '../../domain/run.ts';
import { explained } from '../../operations/explain/rule-topics.ts';
import { allTopics } from '../../operations/explain/topics.ts';
import { textReport } from '../../report/text.ts';
import { topicList, topicText } from '../../report/topic-text.ts';
import { defineCommand, type Io } from '../command.ts';

const list = (io: Io): void => {
  const topics = allTopics().map(({ family, id, summary }) => ({ family, id, summary }));
  io.out(io.json ? JSON.stringify({ schema: 'assay.topics/v1', topics }) : topicList(topics, io));
};

const explainOne = async (id: string, io: Io): Promise<void> => {
  const { topics, last } = await explained(io.projectFolder, id);
  const [only] = topics;
  if (io.json) {
    const several = topics.map(({ schema: _schema, ...topic }) => topic);
    io.out(JSON.stringify(topics.length === 1 ? only : { schema: 'assay.topics/v1', topics: several }));
  } else {
    const report = last === undefined ? [] : [textReport(last, { colour: io.colour })];
    io.out([...report, ...topics.map((topic) => topicText(topic, io))].join('\n\n'));
  }
};

export const explain = defineCommand({
  name: 'explain',
  summary:
    'Say what a check, a metric, a suspect, a problem code, a verdict or a rule of the last run means.',
  examples: [
    ['assay explain', 'lists everything there is to explain'],
    ['assay explain range', 'what the check demands, its parameters, an example for a contract'],
    ['assay explain readings.temp/range', 'what the last run found for a rule, and what its check means'],
    ['assay explain expressions', 'the grammar of rule expressions'],
  ],
  configure: (command) =>
    command.argument(
      '[id]',
      'a check, metric, suspect, problem code, dimension, status, severity, decision or rule id',
    ),
  run: async ([id], _options, io) => {
    if (id === undefined) list(io);
    else await explainOne(id, io);
    return exitCodes.ok;
  },
});
