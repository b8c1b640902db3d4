import { refuse } from '../../domain/problem.ts';
import { exitCodes } from '../../domain/run.ts';
import { actorOf } from '../../operations/versions/actor.ts';
import { checkOutVersion } from '../../operations/versions/check-out.ts';
import { checkedOutText } from '../../report/checked-out-text.ts';
import { defineCommand } from '../command.ts';
import { textOption } from '../given-options.ts';
import { progressLine } from '../progress.ts';

export const checkout = defineCommand({
  name: 'checkout',
  summary: 'Write the bytes of a version to a folder, whole or not at all; each file is verified on the way.',
  examples: [
    ['assay checkout readings@approved --to ./in', 'writes the approved version to ./in'],
    [
      'assay checkout readings@v7 --to ./in --link',
      'links files instead of copying them: they are not to be changed',
    ],
    ['assay checkout readings@approved --lock', 'also pins that version in assay.lock, which is kept in Git'],
    [
      'assay checkout readings --locked --to ./in',
      'what assay.lock pins, from the remote where it is not here',
    ],
  ],
  configure: (command) =>
    command
      .argument('<version>', 'NAME@v7, NAME@ALIAS, or NAME for the newest')
      .option('--to <path>', 'where to; a new folder of that name here without it')
      .option('--link', 'hard links to the kept bytes where the file system can: read-only, and no copy')
      .option('--lock', 'pin the version in assay.lock')
      .option('--locked', 'the version that assay.lock pins, and no other')
      .option('--replace', 'take away what is at that place'),
  run: async ([version = ''], options, io) => {
    const to = textOption(options, 'to');
    if (options.lock === true && options.locked === true)
      return refuse('usage', '--lock and --locked contradict each other', 'write one of them');
    const lock = options.lock === true ? 'write' : options.locked === true ? 'read' : undefined;
    const progress = progressLine(io);
    try {
      const done = await checkOutVersion(io.projectFolder, {
        version,
        ...(to === undefined ? {} : { to }),
        how: options.link === true ? 'link' : 'copy',
        replace: options.replace === true,
        ...(lock === undefined ? {} : { lock }),
        actor: actorOf(io.env, io.cwd),
        cwd: io.cwd,
        signal: io.signal,
        onProgress: ({ files }) => progress.report(version, { phase: 'write', done: 0, total: 1, files }),
      });
      progress.end();
      io.out(io.json ? JSON.stringify(done) : checkedOutText(done));
      return exitCodes.ok;
    } finally {
      progress.end();
    }
  },
});
