import { exitCodes } from '../../domain/run.ts';
import { restoreProject } from '../../operations/versions/backup/restore.ts';
import { restoredText } from '../../report/backup-text.ts';
import { defineCommand } from '../command.ts';
import { progressLine } from '../progress.ts';
import { projectOf, textOption } from '../project-options.ts';

export const restore = defineCommand({
  name: 'restore',
  summary: 'Bring back what a backup holds, and look whether it is whole.',
  examples: [
    [
      'assay restore --from /mnt/backup/assay',
      'into a project without .assay; exit code 1 where something is not whole',
    ],
  ],
  configure: (command) => command.requiredOption('--from <folder>', 'what assay backup wrote'),
  run: async (_args, options, io) => {
    const progress = progressLine(io);
    try {
      const done = await restoreProject(projectOf({}, io), {
        from: textOption(options, 'from') ?? '',
        cwd: io.cwd,
        signal: io.signal,
        onCarried: ({ objects }) =>
          progress.report('the backup', { phase: 'pull', done: 0, total: 1, files: objects }),
      });
      progress.end();
      io.out(io.json ? JSON.stringify(done) : restoredText(done, io));
      return done.damage.length === 0 && done.broken === undefined ? exitCodes.ok : exitCodes.blocked;
    } finally {
      progress.end();
    }
  },
});
