import { stops } from '../../../domain/problem.ts';
import { exitCodes } from '../../../domain/run.ts';
import { lintContracts } from '../../../operations/contract-tools.ts';
import { problemLines } from '../../../report/problem-lines.ts';
import type { CliCommand } from '../../command.ts';

export const lint: CliCommand = {
  name: 'lint',
  summary: 'Say what is wrong with a contract, and what it leaves open.',
  examples: [
    [
      'assay contract lint readings.odcs.yaml',
      'every problem with its line; exit code 2 where it cannot be used',
    ],
  ],
  configure: (command) =>
    command
      .argument('<file...>', 'contract files')
      .option('--strict', 'refuse what only the prose of ODCS allows'),
  run: async (files, options, io) => {
    const found = lintContracts(files, io.cwd, options.strict === true);
    const { problems } = found;
    if (io.json) io.out(JSON.stringify(found));
    else io.out(problems.length === 0 ? 'nothing to mend' : problemLines(problems, io).join('\n'));
    return problems.some(stops) ? exitCodes.couldNotRun : exitCodes.ok;
  },
};
