import { stops } from '../../../domain/problem.ts';
import { exitCodes } from '../../../domain/run.ts';
import { listQuarantine } from '../../../operations/quarantine-folder.ts';
import { quarantineText } from '../../../report/quarantine-text.ts';
import type { CliCommand } from '../../command.ts';

export const list: CliCommand = {
  name: 'list',
  summary: 'Show what is held back, and which rules it fails.',
  examples: [['assay quarantine list', 'shows each run with its rows and rules, and who released what']],
  configure: (command) => command,
  run: async (_args, _options, io) => {
    const found = listQuarantine(io.projectFolder);
    io.out(io.json ? JSON.stringify(found) : quarantineText(found.quarantined, io));
    io.tell(found.problems);
    return found.problems.some(stops) ? exitCodes.couldNotRun : exitCodes.ok;
  },
};
