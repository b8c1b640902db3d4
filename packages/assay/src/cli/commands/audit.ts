import { refuse } from '../../domain/problem.ts';
import { exitCodes } from '../../domain/run.ts';
import { auditOf, verifyAudit } from '../../operations/versions/audit.ts';
import { auditText, auditVerifiedText } from '../../report/audit-text.ts';
import { defineCommand } from '../command.ts';
import { textOption } from '../given-options.ts';
import { progressLine } from '../progress.ts';

export const audit = defineCommand({
  name: 'audit',
  summary:
    'Show who did what to versions, aliases and quarantined rows, and why; verify that nothing was changed since.',
  examples: [
    ['assay audit --of readings', 'what was done to the versions of one dataset'],
    [
      'assay audit verify',
      'follows the chain of entries and holds the catalog against it; exit code 1 where either was changed',
    ],
  ],
  configure: (command) =>
    command
      .argument(
        '[verify]',
        'the word verify: look whether the audit is as it was written, and the catalog as it says',
      )
      .option('--of <subject>', 'only of this name, version or alias'),
  run: async ([action], options, io) => {
    if (action !== undefined && action !== 'verify')
      return refuse(
        'usage',
        `audit takes no ${JSON.stringify(action)}`,
        'write assay audit, or assay audit verify',
      );
    if (action === undefined) {
      const found = await auditOf(io.projectFolder, textOption(options, 'of'));
      io.out(io.json ? JSON.stringify(found) : auditText(found, io));
      return exitCodes.ok;
    }
    const progress = progressLine(io);
    try {
      const found = await verifyAudit(io.projectFolder, {
        signal: io.signal,
        onProgress: (rows) => progress.report('the audit', { phase: 'verify', done: 0, total: 1, rows }),
      });
      progress.end();
      io.out(io.json ? JSON.stringify(found) : auditVerifiedText(found, io));
      return found.broken === undefined && found.differences === undefined ? exitCodes.ok : exitCodes.blocked;
    } finally {
      progress.end();
    }
  },
});
