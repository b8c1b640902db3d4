import { exitCodes } from '../../../domain/run.ts';
import { convertContract } from '../../../operations/contract-tools.ts';
import { oneLine } from '../../../report/neutral.ts';
import type { CliCommand } from '../../command.ts';
import { textOption } from '../../project-options.ts';

export const convert: CliCommand = {
  name: 'convert',
  summary: 'Write a contract of ODCS 3.0 as ODCS 3.1; comments and layout stay.',
  examples: [
    ['assay contract convert old.odcs.yaml --out new.odcs.yaml', 'writes ODCS 3.1 and says what it changed'],
  ],
  configure: (command) =>
    command
      .argument('<file>', 'the contract')
      .option('--out <file>', 'write here instead of standard output; an existing file is never overwritten'),
  run: async ([file = ''], options, io) => {
    const out = textOption(options, 'out');
    const done = convertContract(file, io.cwd, out);
    for (const change of done.changes) io.note(oneLine(change));
    io.tell(done.problems);
    if (io.json) io.out(JSON.stringify(done));
    else if (out === undefined) io.out(done.text.trimEnd());
    else io.note(`wrote ${oneLine(out)}`);
    return exitCodes.ok;
  },
};
