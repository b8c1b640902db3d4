import { refuse, stops } from '../../domain/problem.ts';
import { exitCodes, type Run } from '../../domain/run.ts';
import { admittedFile } from '../../operations/admitted-file.ts';
import { checkDatasets } from '../../operations/check.ts';
import { keepingIn } from '../../operations/keeping.ts';
import { formatNamed, render } from '../../operations/render.ts';
import { collected } from '../collected.ts';
import { defineCommand, type Io } from '../command.ts';
import { nowOption } from '../now-option.ts';
import { progressLine } from '../progress.ts';
import { projectOf, textOption, textsOption, withProjectOptions } from '../project-options.ts';

/** 2 where a run has no decision, 1 where one is blocked (or warned, with `--fail-on warn`), 2 where an output failed, else 0. */
export const exitCodeOf = (runs: readonly Run[], failOn: 'error' | 'warn'): number => {
  if (runs.some(({ decision }) => decision === null)) return exitCodes.couldNotRun;
  const stopping = runs.some(
    ({ decision }) => decision === 'block' || (failOn === 'warn' && decision === 'warn'),
  );
  if (stopping) return exitCodes.blocked;
  return runs.some(({ problems }) => problems.some(stops)) ? exitCodes.couldNotRun : exitCodes.ok;
};

const failOnOf = (given: string | undefined): 'error' | 'warn' => {
  if (given === 'warn' || given === 'error') return given;
  return refuse(
    'usage',
    `--fail-on takes error or warn, not ${given}`,
    'warn lets warnings fail the pipeline too',
  );
};

export const check = defineCommand({
  name: 'check',
  summary: 'Gate datasets: judge them against their contracts and decide admit, warn or block.',
  examples: [
    [
      'assay check readings.parquet -c readings.odcs.yaml',
      'judges one file; exit code 1 where it is blocked',
    ],
    ['assay check', 'judges every dataset of assay.yaml that has a contract'],
    [
      'assay check orders --where "day = date \'2026-05-01\'" --json',
      'judges one day of a dataset; one JSON object on standard output',
    ],
  ],
  configure: (command) =>
    withProjectOptions(
      command
        .argument('[source...]', 'datasets of assay.yaml, files, globs, table URLs, or - for standard input')
        .option('-c, --contract <file>', 'the contract, or contract#object')
        .option('--where <expression>', 'judge only these rows; keys and uniqueness stay on the whole table')
        .option('--select <rule>', 'only these rules: an id (with *) or tag:NAME; may be repeated', collected)
        .option('--fail-on <severity>', 'exit with 1 from this severity on: error or warn', 'error')
        .option('--admitted <file>', 'write the rows that no rule refuses here: .parquet, .csv or .ndjson')
        .option('--now <time>', 'the clock that time rules are judged against, to replay a decision')
        .option('--profile', 'measure every column too, for the HTML report')
        .option('--exact', 'count every exception instead of climbing the ladder of proofs'),
    ),
  run: async (sources, options, io) => {
    const failOn = failOnOf(textOption(options, 'failOn'));
    const contract = textOption(options, 'contract');
    const where = textOption(options, 'where');
    const admitted = textOption(options, 'admitted');
    const file = admitted === undefined ? undefined : admittedFile(admitted, sources.length, io.cwd);
    const progress = progressLine(io);
    try {
      const project = projectOf(options, io);
      const runs = await checkDatasets(
        project,
        {
          sources,
          ...(contract === undefined ? {} : { contract }),
          ...(where === undefined ? {} : { where }),
          select: textsOption(options, 'select'),
          ...(options.exact === true ? { exact: true } : {}),
          ...(options.profile === true ? { profile: true } : {}),
          ...nowOption(textOption(options, 'now')),
          signal: io.signal,
          onProgress: progress.report,
          cwd: io.cwd,
        },
        keepingIn(project, file),
      );
      progress.end();
      show(runs, io);
      return exitCodeOf(runs, failOn);
    } finally {
      progress.end();
    }
  },
});

const show = (runs: readonly Run[], { json, colour, width, out }: Io): void =>
  out(
    render(formatNamed(json ? 'json' : 'text'), runs, { colour, ...(width === undefined ? {} : { width }) }),
  );
