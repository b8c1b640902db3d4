import { type EffectWord, effectWords } from '../../domain/drift-report.ts';
import { refuse } from '../../domain/problem.ts';
import { exitCodes } from '../../domain/run.ts';
import { driftOf } from '../../operations/drift/drift.ts';
import { driftText } from '../../report/drift-text.ts';
import { defineCommand } from '../command.ts';
import { progressLine } from '../progress.ts';
import { projectOf, textOption, withProjectOptions } from '../project-options.ts';

/** `1/1000` or `0.001`. */
const rateOf = (given: string): number => {
  const [numerator, denominator = '1', ...more] = given.split('/').map((part) => part.trim());
  const rate =
    more.length > 0 || numerator === '' || denominator === ''
      ? Number.NaN
      : Number(numerator) / Number(denominator);
  return rate > 0 && rate < 1
    ? rate
    : refuse('usage', `--false-alarms ${given} is no rate between 0 and 1`, 'write --false-alarms 1/1000');
};

const effectOf = (given: string): EffectWord =>
  effectWords.find((word) => word === given) ??
  refuse('usage', `--min-effect ${given} is no size`, `known sizes: ${effectWords.join(', ')}`);

const listOf = (given: string | undefined): readonly string[] =>
  given === undefined ? [] : given.split(',').map((one) => one.trim());

export const drift = defineCommand({
  name: 'drift',
  summary: 'Tell whether a batch is distributed as a reference is, with no more false alarms than you take.',
  examples: [
    [
      'assay drift batch.parquet --against readings@approved',
      'ranks the columns that moved beyond chance, and says how',
    ],
    [
      'assay drift batch.parquet --against readings.parquet --false-alarms 1/100 --min-effect medium',
      'alarms once in 100 batches by chance, and for changes of medium size or more',
    ],
  ],
  configure: (command) =>
    withProjectOptions(
      command
        .argument('<source>', 'a dataset of assay.yaml, a version, a file, a glob, a table URL')
        .requiredOption('--against <source>', 'what is usual: the same kinds of sources')
        .option(
          '-c, --contract <file>',
          'types the cells of text files, and says which columns are confidential',
        )
        .option('--where <expression>', 'judge these rows of both only')
        .option(
          '--false-alarms <rate>',
          'chance that a batch without any change alarms, over all columns',
          '1/1000',
        )
        .option('--min-effect <size>', `smaller changes do not alarm: ${effectWords.join(', ')}`, 'small')
        .option(
          '--series <column>',
          'rows depend on those before them in this order, such as the time of readings',
        )
        .option('--per <columns>', 'with --series: what tells several series apart, such as sensor')
        .option('--test <ids>', 'drift tests to show beside what decides: populationStability,wasserstein')
        .option('--verbose', 'also the columns that did not move'),
    ),
  run: async ([source = ''], options, io) => {
    const contract = textOption(options, 'contract');
    const where = textOption(options, 'where');
    const tests = textOption(options, 'test');
    const series = textOption(options, 'series');
    if (series === undefined && options.per !== undefined)
      refuse('usage', '--per parts a series, and there is none', 'add --series COLUMN');
    const falseAlarms = rateOf(textOption(options, 'falseAlarms') ?? '');
    const minEffect = effectOf(textOption(options, 'minEffect') ?? '');
    const progress = progressLine(io);
    try {
      const found = await driftOf(projectOf(options, io), {
        source,
        against: textOption(options, 'against') ?? '',
        falseAlarms,
        minEffect,
        ...(series === undefined
          ? {}
          : { series: { order: series, per: listOf(textOption(options, 'per')) } }),
        ...(tests === undefined ? {} : { tests: listOf(tests) }),
        ...(contract === undefined ? {} : { contract }),
        ...(where === undefined ? {} : { where }),
        signal: io.signal,
        onProgress: progress.report,
        cwd: io.cwd,
      });
      progress.end();
      io.out(
        io.json ? JSON.stringify(found) : driftText(found, { ...io, verbose: options.verbose === true }),
      );
      return found.drifted ? exitCodes.blocked : exitCodes.ok;
    } finally {
      progress.end();
    }
  },
});
