import { existsSync } from 'node:fs';
import { catalogFile, openCatalog } from '../../catalog/catalog.ts';
import { exitCodes } from '../../domain/run.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { allTopics, topicsNamed } from '../../operations/explain/topics.ts';
import { textReport } from '../../report/text.ts';
import { topicList, topicText } from '../../report/topic-text.ts';
import { defineCommand, type Io } from '../command.ts';
import { reportOptionsOf } from '../report-options.ts';

/** What the newest run of a dataset found for a rule; undefined where the id is no rule of any. */
const lastVerdict = async (
  projectFolder: string,
  rule: string,
): Promise<{ verdict: Verdict; report: string } | undefined> => {
  if (!rule.includes('/') || !existsSync(catalogFile(projectFolder))) return undefined;
  const catalog = await openCatalog(projectFolder);
  try {
    const known = (await catalog.runs.latestRules()).find((one) => one.rule === rule);
    const run = known === undefined ? undefined : await catalog.runs.latest(known.name);
    const verdict = run?.verdicts.find((one) => one.rule === rule);
    return run === undefined || verdict === undefined
      ? undefined
      : {
          verdict,
          report: textReport({
            ...run,
            verdicts: [verdict],
            scores: { overall: null, dimensions: {} },
            problems: [],
          }),
        };
  } finally {
    await catalog.close();
  }
};

const list = (io: Io): void => {
  const topics = allTopics().map(({ family, id, summary }) => ({ family, id, summary }));
  io.out(
    io.json ? JSON.stringify({ schema: 'assay.topics/v1', topics }) : topicList(topics, reportOptionsOf(io)),
  );
};

export const explain = defineCommand({
  name: 'explain',
  summary: 'Say what a check, a metric, a problem code, a verdict or a rule of the last run means.',
  examples: [
    ['assay explain', 'lists everything there is to explain'],
    ['assay explain range', 'what the check demands, its parameters, an example for a contract'],
    ['assay explain readings.temp/range', 'what the last run found for a rule, and what its check means'],
    ['assay explain expressions', 'the grammar of rule expressions'],
  ],
  configure: (command) =>
    command.argument(
      '[id]',
      'a check, metric, problem code, dimension, status, severity, decision or rule id',
    ),
  run: async ([id], _options, io) => {
    if (id === undefined) {
      list(io);
      return exitCodes.ok;
    }
    const last = await lastVerdict(io.projectFolder, id);
    const topics = topicsNamed(last?.verdict.check ?? id);
    const [only] = topics;
    if (io.json) {
      const several = topics.map(({ schema: _schema, ...topic }) => topic);
      io.out(JSON.stringify(topics.length === 1 ? only : { schema: 'assay.topics/v1', topics: several }));
    } else
      io.out(
        [
          ...(last === undefined ? [] : [last.report]),
          ...topics.map((topic) => topicText(topic, reportOptionsOf(io))),
        ].join('\n\n'),
      );
    return exitCodes.ok;
  },
});
