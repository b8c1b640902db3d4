import { exitCodes } from '../../domain/run.ts';
import { actorOf } from '../../operations/versions/actor.ts';
import { versionDetail } from '../../operations/versions/detail.ts';
import { versionLog } from '../../operations/versions/log.ts';
import { versionDetailText } from '../../report/version-detail-text.ts';
import { versionLogText } from '../../report/version-log-text.ts';
import { defineCommand } from '../command.ts';
import { countOption, textOption } from '../given-options.ts';

export const log = defineCommand({
  name: 'log',
  summary:
    'List versions of datasets and models: when, by whom, what the gate said, which aliases lead there.',
  examples: [
    ['assay log readings', 'lists the versions of one dataset, the newest first'],
    ['assay log wear@v3', 'all that is known of one version: gates, stages, files, the model that it is'],
    ['assay log --json', 'all names, for machines'],
  ],
  configure: (command) =>
    command
      .argument('[name]', 'a dataset or model, or one version of it: NAME@v3; all without it')
      .option('--limit <n>', 'so many of the newest', '20'),
  run: async ([name], options, io) => {
    const limit = countOption('limit', textOption(options, 'limit'), 'versions', 50);
    const actor = actorOf(io.env, io.cwd);
    if (name?.includes('@') === true) {
      const detail = await versionDetail(io.projectFolder, name, actor);
      io.out(io.json ? JSON.stringify(detail) : versionDetailText(detail, io));
      return exitCodes.ok;
    }
    const found = await versionLog(io.projectFolder, name, limit, actor);
    io.out(io.json ? JSON.stringify(found) : versionLogText(found.versions, io));
    return exitCodes.ok;
  },
});
