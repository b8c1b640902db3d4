import { exitCodes } from '../../domain/run.ts';
import { diagnose } from '../../operations/doctor.ts';
import { doctorText } from '../../report/doctor-text.ts';
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
    const found = await diagnose(projectOf(options, io), name, io.cwd);
    io.out(io.json ? JSON.stringify(found) : doctorText(found, io));
    return found.findings.some(({ state }) => state === 'missing') ? exitCodes.couldNotRun : exitCodes.ok;
  },
});
