import { exitCodes } from '../../domain/run.ts';
import { actorOf } from '../../operations/versions/actor.ts';
import { diffVersions } from '../../operations/versions/diff.ts';
import { versionDiffText } from '../../report/version-diff-text.ts';
import { defineCommand } from '../command.ts';
import { countOption, textOption } from '../given-options.ts';

export const diff = defineCommand({
  name: 'diff',
  summary: 'Tell what differs between two versions, file by file.',
  examples: [['assay diff readings@v6 readings@v7', 'lists files that came, went and changed']],
  configure: (command) =>
    command
      .argument('<before>', 'NAME@v6, NAME@ALIAS, or NAME for the newest')
      .argument('<after>', 'the same')
      .option('--limit <n>', 'list so many paths; the others are counted', '50'),
  run: async ([before = '', after = ''], options, io) => {
    const most = countOption('limit', textOption(options, 'limit'), 'paths', 100);
    const found = await diffVersions(io.projectFolder, {
      before,
      after,
      most,
      actor: actorOf(io.env, io.cwd),
    });
    io.out(io.json ? JSON.stringify(found) : versionDiffText(found, io));
    return exitCodes.ok;
  },
});
