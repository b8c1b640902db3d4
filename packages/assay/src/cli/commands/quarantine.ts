import { resolve } from 'node:path';
import { refuse, stops } from '../../domain/problem.ts';
import { exitCodes } from '../../domain/run.ts';
import { listQuarantine } from '../../operations/quarantine-folder.ts';
import { releaseQuarantine } from '../../operations/release-quarantine.ts';
import { oneLine } from '../../report/neutral.ts';
import { problemLines } from '../../report/problem-lines.ts';
import { quarantineText } from '../../report/quarantine-text.ts';
import { defineCommand, type Io } from '../command.ts';
import { textOption } from '../project-options.ts';

const list = (io: Io): number => {
  const found = listQuarantine(io.projectFolder);
  io.out(io.json ? JSON.stringify(found) : quarantineText(found.quarantined, io));
  for (const line of problemLines(found.problems, io)) io.note(line);
  return found.problems.some(stops) ? exitCodes.couldNotRun : exitCodes.ok;
};

const needed = (options: Readonly<Record<string, unknown>>, name: string): string =>
  textOption(options, name)?.trim() ||
  refuse('usage', `a release needs --${name}`, 'assay quarantine release RUN --owner WHO --reason TEXT');

const release = async (
  run: string | undefined,
  options: Readonly<Record<string, unknown>>,
  io: Io,
): Promise<number> => {
  const [rule, to] = [textOption(options, 'rule'), textOption(options, 'to')];
  const done = await releaseQuarantine(io.projectFolder, {
    run: run ?? refuse('usage', 'a release names one run', 'assay quarantine list shows them'),
    owner: needed(options, 'owner'),
    reason: needed(options, 'reason'),
    ...(rule === undefined ? {} : { rule }),
    ...(to === undefined ? {} : { to: resolve(io.cwd, to) }),
  });
  if (io.json) io.out(JSON.stringify(done));
  else {
    const stay = done.stay === 0 ? '' : `; ${done.stay.toLocaleString('en')} that fail other rules stay`;
    io.out(
      `Released ${done.rows.toLocaleString('en')} row${done.rows === 1 ? '' : 's'} of ${oneLine(done.dataset)}: ${oneLine(done.file)}${stay}`,
    );
  }
  return exitCodes.ok;
};

export const quarantine = defineCommand({
  name: 'quarantine',
  summary: 'List the rows that were held back, or release them with an owner and a reason.',
  examples: [
    ['assay quarantine list', 'shows what is held back, and which rules it fails'],
    [
      'assay quarantine release r7 --owner ana --reason "sensor 3 was right after all"',
      'writes the rows to a file as the source had them, and records who accepted them',
    ],
    [
      'assay quarantine release r7 --rule readings.temp/range --to back.parquet --owner ana --reason "new limit"',
      'releases the rows that fail no other rule',
    ],
  ],
  configure: (command) =>
    command
      .argument('<action>', 'list or release')
      .argument('[run]', 'release: the run whose rows are put back')
      .option('--rule <id>', 'release: accept only this rule')
      .option('--to <file>', 'release: write the rows here (default: beside the quarantined rows)')
      .option('--owner <who>', 'release: who answers for it')
      .option('--reason <text>', 'release: why the rows are good after all'),
  run: async ([action, run], options, io) => {
    if (action === 'list') return list(io);
    if (action === 'release') return release(run, options, io);
    return refuse('usage', `there is no quarantine ${action}`, 'write list or release');
  },
});
