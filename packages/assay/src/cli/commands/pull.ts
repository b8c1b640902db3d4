import { exitCodes } from '../../domain/run.ts';
import { actorOf } from '../../operations/versions/actor.ts';
import { pullVersions } from '../../operations/versions/pull.ts';
import { pulledText } from '../../report/pulled-text.ts';
import { defineCommand } from '../command.ts';
import { progressLine } from '../progress.ts';
import { projectOf } from '../project-options.ts';

export const pull = defineCommand({
  name: 'pull',
  summary: 'Take over what others pushed: versions with their bytes, what gates said, and where stages lead.',
  examples: [
    ['assay pull', 'takes over all that the remote of assay.yaml has'],
    ['assay pull readings wear', 'takes over what it has of two names'],
    ['assay pull --locked', 'brings the bytes of the versions that assay.lock pins, and nothing else'],
  ],
  configure: (command) =>
    command
      .argument('[names...]', 'of which names; of all without them')
      .option('--locked', 'only the bytes of the versions that assay.lock pins'),
  run: async (names, options, io) => {
    const progress = progressLine(io);
    try {
      const done = await pullVersions(projectOf({}, io), {
        names,
        locked: options.locked === true,
        actor: actorOf(io.env, io.cwd),
        signal: io.signal,
        onCarried: ({ objects }) =>
          progress.report('the remote', { phase: 'pull', done: 0, total: 1, files: objects }),
      });
      progress.end();
      io.out(io.json ? JSON.stringify(done) : pulledText(done, io));
      return exitCodes.ok;
    } finally {
      progress.end();
    }
  },
});
