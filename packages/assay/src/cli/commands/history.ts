import { refuse } from '../../domain/problem.ts';
import { exitCodes } from '../../domain/run.ts';
import { historyOf, nearestName, ruleHistoryOf } from '../../operations/history.ts';
import { historyText, ruleHistoryText } from '../../report/history-text.ts';
import { defineCommand } from '../command.ts';
import { textOption } from '../project-options.ts';

const limitOf = (given: string | undefined): number => {
  const limit = Number(given);
  return Number.isSafeInteger(limit) && limit > 0
    ? limit
    : refuse('usage', `--limit ${given} is no number of runs`, 'write --limit 50');
};

export const history = defineCommand({
  name: 'history',
  summary: 'Show past runs of a dataset: decisions, rows, scores, and what one rule found.',
  examples: [
    ['assay history readings', 'lists the last runs, the newest first'],
    ['assay history readings --rule temp/range', 'shows what one rule found in each of them'],
  ],
  configure: (command) =>
    command
      .argument('<name>', 'the dataset, as the runs name it')
      .option('--rule <id>', 'show what this rule found, run by run')
      .option('--limit <n>', 'show so many of the last runs', '20'),
  run: async ([name = ''], options, io) => {
    const limit = limitOf(textOption(options, 'limit'));
    const rule = textOption(options, 'rule');
    const found =
      rule === undefined
        ? await historyOf(io.projectFolder, name, limit)
        : await ruleHistoryOf(io.projectFolder, name, rule, limit);
    if (io.json) io.out(JSON.stringify(found));
    else io.out('runs' in found ? historyText(found, io) : ruleHistoryText(found, io));
    if ('runs' in found && found.runs.length === 0) {
      const near = await nearestName(io.projectFolder, name);
      if (near !== undefined) io.note(`did you mean ${near}?`);
    }
    return exitCodes.ok;
  },
});
