import { readFileSync } from 'node:fs';
import { parseContract } from '../../contract/parse-contract.ts';
import { Refusal, refuse, stops } from '../../domain/problem.ts';
import { exitCodes } from '../../domain/run.ts';
import { engineFor } from '../../engines/registry.ts';
import { gate } from '../../run/gate.ts';
import { textReport } from '../../report/text.ts';
import { defineCommand } from '../command.ts';

export const check = defineCommand({
  name: 'check',
  summary: 'Gate datasets: judge them against their contracts and decide admit, warn or block.',
  examples: [['assay check readings.parquet -c readings.odcs.yaml', 'judges one file; exit code 1 where it is blocked']],
  configure: (command) =>
    command
      .argument('[source...]', 'datasets of the project, files, globs or table URLs; all datasets without one')
      .option('-c, --contract <file>', 'the contract, or contract#object')
      .option('--exact', 'count every exception instead of climbing the ladder of proofs'),
  run: async ([path], options, io) => {
    const contractFile = options['contract'];
    if (path === undefined || typeof contractFile !== 'string') return refuse('usage', 'name a source and a contract', 'assay check data.csv -c data.odcs.yaml');
    const parsed = parseContract(readFileSync(contractFile, 'utf8'), contractFile);
    const object = parsed.contract?.objects[0];
    if (parsed.contract === undefined || object === undefined || parsed.problems.some(stops)) throw new Refusal(parsed.problems);
    const run = await gate(
      {
        name: object.name,
        source: { kind: 'files', path },
        contract: parsed.contract,
        object,
        now: new Date(),
        history: [],
        waivers: new Map(),
        exact: options['exact'] === true,
        signal: io.signal,
      },
      (source) => engineFor(source).connect(source, { workFolder: io.cwd }),
    );
    io.out(io.json ? JSON.stringify(run) : textReport(run, { colour: io.colour }));
    return run.decision === null ? exitCodes.couldNotRun : run.decision === 'block' ? exitCodes.blocked : exitCodes.ok;
  },
});
