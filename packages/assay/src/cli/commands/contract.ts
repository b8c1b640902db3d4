import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { convertContract } from '../../contract/convert/convert-contract.ts';
import { diffContracts } from '../../contract/diff/diff-contracts.ts';
import { lintContract } from '../../contract/lint-contract.ts';
import { type Problem, Refusal, refuse, stops } from '../../domain/problem.ts';
import { exitCodes } from '../../domain/run.ts';
import { readContract } from '../../operations/targets.ts';
import { readText } from '../../project/read-text.ts';
import { contractDiffText } from '../../report/contract-diff-text.ts';
import { oneLine } from '../../report/neutral.ts';
import { problemLines } from '../../report/problem-lines.ts';
import { defineCommand, type Io } from '../command.ts';
import { textOption } from '../project-options.ts';

const lint = (files: readonly string[], strict: boolean, io: Io): number => {
  const problems: Problem[] = [];
  for (const file of files) {
    try {
      const { contract, notes } = readContract(file, io.cwd, strict);
      problems.push(...notes, ...lintContract(contract));
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      problems.push(...cause.problems);
    }
  }
  if (io.json) io.out(JSON.stringify({ schema: 'assay.contract-lint/v1', problems }));
  else io.out(problems.length === 0 ? 'nothing to mend' : problemLines(problems, io).join('\n'));
  return problems.some(stops) ? exitCodes.couldNotRun : exitCodes.ok;
};

const diff = ([before, after]: readonly string[], io: Io): number => {
  if (before === undefined || after === undefined)
    return refuse(
      'usage',
      'contract diff compares two files',
      'assay contract diff old.odcs.yaml new.odcs.yaml',
    );
  const changes = diffContracts(readContract(before, io.cwd).contract, readContract(after, io.cwd).contract);
  io.out(
    io.json ? JSON.stringify({ schema: 'assay.contract-diff/v1', changes }) : contractDiffText(changes, io),
  );
  return changes.some(({ effect }) => effect === 'breaks readers') ? exitCodes.blocked : exitCodes.ok;
};

const writeNew = (path: string, text: string): void => {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    refuse(
      'output-unwritable',
      words,
      'name a new file in a folder that exists and is yours',
      { file: path },
      cause,
    );
  }
};

const convert = ([file]: readonly string[], target: string | undefined, io: Io): number => {
  if (file === undefined)
    return refuse(
      'usage',
      'contract convert takes one file',
      'assay contract convert old.odcs.yaml --out new.odcs.yaml',
    );
  const converted = convertContract(readText(resolve(io.cwd, file), 'contract-not-found', file), file);
  if (converted.problems.some(stops)) throw new Refusal(converted.problems);
  for (const change of converted.changes) io.note(oneLine(change));
  if (target === undefined) io.out(converted.text.trimEnd());
  else writeNew(resolve(io.cwd, target), converted.text);
  return exitCodes.ok;
};

export const contract = defineCommand({
  name: 'contract',
  summary:
    'Contract tools: lint (is it valid, what does it leave open), diff (does a change break readers), convert (ODCS 3.0 to 3.1).',
  examples: [
    [
      'assay contract lint readings.odcs.yaml',
      'every problem with its line; exit code 2 where it cannot be used',
    ],
    ['assay contract diff main.odcs.yaml readings.odcs.yaml', 'exit code 1 where a change breaks readers'],
    ['assay contract convert old.odcs.yaml --out new.odcs.yaml', 'writes ODCS 3.1 and says what it changed'],
  ],
  configure: (command) =>
    command
      .argument('<action>', 'lint, diff or convert')
      .argument('<file...>', 'contract files')
      .option('--strict', 'lint: refuse what only the prose of ODCS allows')
      .option('--out <file>', 'convert: write here; an existing file is never overwritten'),
  run: async ([action, ...files], options, io) => {
    if (action === 'lint') return lint(files, options.strict === true, io);
    if (action === 'diff') return diff(files, io);
    if (action === 'convert') return convert(files, textOption(options, 'out'), io);
    return refuse('usage', `there is no contract ${action}`, 'lint, diff or convert');
  },
});
