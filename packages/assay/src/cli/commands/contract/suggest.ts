import { exitCodes } from '../../../domain/run.ts';
import type { CliCommand } from '../../command.ts';
import { progressLine } from '../../progress.ts';
import { projectOf, textOption, withProjectOptions } from '../../project-options.ts';

export const suggest: CliCommand = {
  name: 'suggest',
  summary: 'Look at data and suggest a contract for them, each rule with its reason.',
  examples: [
    ['assay contract suggest readings --write', 'writes readings.odcs.yaml, if there is none'],
    ['assay contract suggest readings --update', 'what new data would change in its contract, as a patch'],
    ['assay contract suggest data/readings.csv --json', 'every suggestion with the rows behind it'],
  ],
  configure: (command) =>
    withProjectOptions(
      command
        .argument('<source>', 'a dataset of assay.yaml, a file, a glob or a table URL')
        .option('-c, --contract <file>', 'the contract that exists: its types and classifications hold')
        .option('--update', 'compare with the contract that exists, and propose changes; it stays as it is')
        .option(
          '--write',
          'write the contract beside assay.yaml, or the changed one; a file that exists is never touched',
        ),
    ),
  run: async ([source = ''], options, io) => {
    const contract = textOption(options, 'contract');
    const progress = progressLine(io);
    try {
      const { suggestContract } = await import('../../../operations/suggest/suggest-contract.ts');
      const { suggestionText } = await import('../../../report/suggestion-text.ts');
      const found = await suggestContract(projectOf(options, io), {
        source,
        ...(contract === undefined ? {} : { contract }),
        update: options.update === true,
        write: options.write === true,
        cwd: io.cwd,
        signal: io.signal,
        onProgress: progress.report,
      });
      progress.end();
      io.out(io.json ? JSON.stringify(found) : suggestionText(found, io));
      return exitCodes.ok;
    } finally {
      progress.end();
    }
  },
};
