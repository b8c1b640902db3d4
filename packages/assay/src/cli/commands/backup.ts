import { exitCodes } from '../../domain/run.ts';
import { actorOf } from '../../operations/versions/actor.ts';
import { backUpProject } from '../../operations/versions/backup/back-up.ts';
import { backedUpText } from '../../report/backup-text.ts';
import { defineCommand } from '../command.ts';
import { progressLine } from '../progress.ts';
import { projectOf, textOption } from '../project-options.ts';

export const backup = defineCommand({
  name: 'backup',
  summary: 'Copy the catalog and what versions are made of to a folder, while others work on.',
  examples: [
    ['assay backup --to /mnt/backup/assay', 'copies what is not there yet, and the catalog as it is now'],
  ],
  configure: (command) =>
    command.requiredOption('--to <folder>', 'an empty folder, or an earlier backup of this project'),
  run: async (_args, options, io) => {
    const progress = progressLine(io);
    try {
      const done = await backUpProject(projectOf({}, io), {
        to: textOption(options, 'to') ?? '',
        actor: actorOf(io.env, io.cwd),
        cwd: io.cwd,
        signal: io.signal,
        onCarried: ({ objects }) =>
          progress.report('the backup', { phase: 'push', done: 0, total: 1, files: objects }),
      });
      progress.end();
      io.out(io.json ? JSON.stringify(done) : backedUpText(done, io));
      return exitCodes.ok;
    } finally {
      progress.end();
    }
  },
});
