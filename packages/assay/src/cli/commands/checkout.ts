import { refuse } from '../../domain/problem.ts';
import { exitCodes } from '../../domain/run.ts';
import { actorOf } from '../../operations/versions/actor.ts';
import { checkOutVersion } from '../../operations/versions/check-out.ts';
import { checkedOutText } from '../../report/checked-out-text.ts';
import { defineCommand } from '../command.ts';
import { progressLine } from '../progress.ts';
import { projectOf, textOption, withProjectOptions } from '../project-options.ts';

/** What rows are asked for; undefined where the files are. */
const rowsOf = (options: Readonly<Record<string, unknown>>) => {
  const where = textOption(options, 'where');
  if (where === undefined && options.mask !== true) return undefined;
  if (options.link === true)
    refuse('usage', 'rows are written anew, and cannot be links', 'leave out --link');
  return { ...(where === undefined ? {} : { where }), mask: options.mask === true };
};

export const checkout = defineCommand({
  name: 'checkout',
  summary: 'Write the bytes of a version to a folder, whole or not at all; each file is verified on the way.',
  examples: [
    ['assay checkout readings@approved --to ./in', 'writes the approved version to ./in'],
    [
      'assay checkout readings@v7 --to ./in --link',
      'links files instead of copying them: they are not to be changed',
    ],
    [
      'assay checkout readings@approved --to line3.csv --where "line = 3" --mask',
      'writes some rows to one file, with pseudonyms for confidential values',
    ],
    ['assay checkout readings@approved --lock', 'also pins that version in assay.lock, which is kept in Git'],
    [
      'assay checkout readings --locked --to ./in',
      'what assay.lock pins, from the remote where it is not here',
    ],
  ],
  configure: (command) =>
    withProjectOptions(command)
      .argument('<version>', 'NAME@v7, NAME@ALIAS, or NAME for the newest')
      .option('--to <path>', 'where to; a new folder of that name here without it')
      .option('--link', 'hard links to the kept bytes where the file system can: read-only, and no copy')
      .option('--where <expression>', 'only these rows, in one .parquet, .csv or .ndjson file')
      .option('--mask', 'pseudonyms in place of the values of confidential columns, in one file')
      .option('--lock', 'pin the version in assay.lock')
      .option('--locked', 'the version that assay.lock pins, and no other')
      .option('--replace', 'take away what is at that place'),
  run: async ([version = ''], options, io) => {
    const to = textOption(options, 'to');
    if (options.lock === true && options.locked === true)
      return refuse('usage', '--lock and --locked contradict each other', 'write one of them');
    const lock = options.lock === true ? 'write' : options.locked === true ? 'read' : undefined;
    const rows = rowsOf(options);
    const progress = progressLine(io);
    try {
      const done = await checkOutVersion(projectOf(options, io), {
        version,
        ...(to === undefined ? {} : { to }),
        how: options.link === true ? 'link' : 'copy',
        replace: options.replace === true,
        ...(rows === undefined ? {} : { rows }),
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
