import { exitCodes } from '../../domain/run.ts';
import { initProject } from '../../operations/init/init.ts';
import { initReport } from '../../operations/init/init-report.ts';
import { initText } from '../../report/init-text.ts';
import { defineCommand } from '../command.ts';
import { progressLine } from '../progress.ts';

export const init = defineCommand({
  name: 'init',
  summary: 'Look at data and write assay.yaml, or add to it, and contracts that fit.',
  examples: [
    [
      'assay init data/readings.csv',
      'drafts readings.odcs.yaml, each rule with its reason, what is unsure as a commented question',
    ],
    [
      'assay init "data/2024-*.parquet" plant.duckdb#mes.orders',
      'drafts a contract for each; in a project that exists, adds them to its assay.yaml',
    ],
  ],
  configure: (command) =>
    command.argument('[path...]', 'files, globs, file.duckdb#table or postgres://…#schema.table'),
  run: async (paths, _options, io) => {
    const progress = progressLine(io);
    try {
      const done = await initProject({
        paths,
        folder: io.projectFolder,
        cwd: io.cwd,
        env: io.env,
        signal: io.signal,
        onProgress: progress.report,
      });
      progress.end();
      const report = initReport(done);
      io.out(io.json ? JSON.stringify(report) : initText(report, io));
      return exitCodes.ok;
    } finally {
      progress.end();
    }
  },
});
