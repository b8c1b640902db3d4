import { exitCodes } from '../../../domain/run.ts';
import { diffContracts } from '../../../operations/contract-tools.ts';
import { contractDiffText } from '../../../report/contract-diff-text.ts';
import type { CliCommand } from '../../command.ts';

export const diff: CliCommand = {
  name: 'diff',
  summary: 'Say what changed from one contract to the next, and whom it breaks.',
  examples: [
    ['assay contract diff main.odcs.yaml readings.odcs.yaml', 'exit code 1 where a change breaks readers'],
  ],
  configure: (command) =>
    command.argument('<before>', 'the older contract').argument('<after>', 'the newer contract'),
  run: async ([before = '', after = ''], _options, io) => {
    const found = diffContracts(before, after, io.cwd);
    io.out(io.json ? JSON.stringify(found) : contractDiffText(found.changes, io));
    return found.changes.some(({ effect }) => effect === 'breaks readers') ? exitCodes.blocked : exitCodes.ok;
  },
};
