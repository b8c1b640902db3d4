import { exitCodes } from '../../domain/run.ts';
import { actorOf } from '../../operations/versions/actor.ts';
import { pushVersions } from '../../operations/versions/push.ts';
import { pushedText } from '../../report/pushed-text.ts';
import { defineCommand } from '../command.ts';
import { progressLine } from '../progress.ts';
import { projectOf } from '../project-options.ts';

export const push = defineCommand({
  name: 'push',
  summary: 'Bring versions, and what is known of them, to the folder that the project shares with others.',
  examples: [
    [
      'assay push --begin',
      'makes a remote of the empty folder that assay.yaml names as remote, and pushes all',
    ],
    ['assay push readings', 'brings what the remote does not have of readings yet'],
  ],
  configure: (command) =>
    command
      .argument('[names...]', 'of which names; of all without them')
      .option('--begin', 'make a remote of an empty folder')
      .option(
        '--repair',
        'also hash every object on the remote, and bring those that are missing or damaged',
      ),
  run: async (names, options, io) => {
    const progress = progressLine(io);
    try {
      const done = await pushVersions(projectOf({}, io), {
        names,
        begin: options.begin === true,
        repair: options.repair === true,
        actor: actorOf(io.env, io.cwd),
        signal: io.signal,
        onCarried: ({ objects }) =>
          progress.report('the remote', { phase: 'push', done: 0, total: 1, files: objects }),
      });
      progress.end();
      io.out(io.json ? JSON.stringify(done) : pushedText(done, io));
      return exitCodes.ok;
    } finally {
      progress.end();
    }
  },
});
