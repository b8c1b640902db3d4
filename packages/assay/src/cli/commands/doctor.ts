import { refuse } from '../../domain/problem.ts';
import { exitCodes } from '../../domain/run.ts';
import { diagnose } from '../../operations/doctor.ts';
import { oneLine } from '../../report/neutral.ts';
import { paint } from '../../report/paint.ts';
import { defineCommand } from '../command.ts';
import { projectOf, withProjectOptions } from '../project-options.ts';

export const doctor = defineCommand({
  name: 'doctor',
  summary: 'Say what is installed, reachable and missing.',
  examples: [
    ['assay doctor', 'looks at this machine, the project and all its datasets'],
    ['assay doctor plant', 'looks at one dataset, or at the datasets of one connection'],
  ],
  configure: (command) =>
    withProjectOptions(command.argument('[name]', 'a dataset or connection of assay.yaml')),
  run: async ([name], options, io) => {
    const findings = await diagnose(projectOf(options, io), name, io.cwd);
    if (findings.length === 0)
      return refuse(
        'source-not-found',
        `assay.yaml has no dataset or connection ${name}`,
        'assay doctor looks at all of them',
      );
    const ink = paint(io.colour);
    const marks = { ok: ink.green('✓'), missing: ink.red('✗'), note: ink.yellow('!') };
    if (io.json) io.out(JSON.stringify({ schema: 'assay.doctor/v1', findings }));
    else {
      const width = Math.max(...findings.map(({ what }) => what.length));
      for (const { what, state, detail, hint } of findings) {
        io.out(
          `${marks[state]} ${what.padEnd(width)}  ${oneLine(detail)}${hint === undefined ? '' : `\n  ${' '.repeat(width)}  ${ink.dim('→')} ${oneLine(hint)}`}`,
        );
      }
    }
    return findings.some(({ state }) => state === 'missing') ? exitCodes.couldNotRun : exitCodes.ok;
  },
});
