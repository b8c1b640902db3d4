import { exitCodes } from '../../domain/run.ts';
import { verifyVersions } from '../../operations/versions/verify.ts';
import { verifiedText } from '../../report/verified-text.ts';
import { defineCommand } from '../command.ts';
import { progressLine } from '../progress.ts';

export const verify = defineCommand({
  name: 'verify',
  summary: 'Look whether everything that versions are made of is there, and is what it is called.',
  examples: [
    ['assay verify', 'looks at the size of every kept file; exit code 1 where something is wrong'],
    ['assay verify readings@v7 --deep', 'hashes every byte of one version anew'],
    ['assay verify --deep --repair', 'brings what is missing or damaged from the remote'],
  ],
  configure: (command) =>
    command
      .argument('[version]', 'NAME@v7, NAME@ALIAS, or NAME for the newest; all versions without it')
      .option('--deep', 'hash every byte anew')
      .option('--repair', 'bring what is missing or damaged from the remote of assay.yaml'),
  run: async ([version], options, io) => {
    const progress = progressLine(io);
    try {
      const found = await verifyVersions(io.projectFolder, {
        ...(version === undefined ? {} : { version }),
        deep: options.deep === true,
        repair: options.repair === true,
        signal: io.signal,
        onProgress: (files) =>
          progress.report(version ?? 'all versions', { phase: 'verify', done: 0, total: 1, files }),
      });
      progress.end();
      io.out(io.json ? JSON.stringify(found) : verifiedText(found, io));
      return found.damage.length === 0 ? exitCodes.ok : exitCodes.blocked;
    } finally {
      progress.end();
    }
  },
});
