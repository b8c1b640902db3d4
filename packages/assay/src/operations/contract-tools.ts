import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { convertContract as convertText } from '../contract/convert/convert-contract.ts';
import { diffContracts as diffParsed } from '../contract/diff/diff-contracts.ts';
import { lintContract } from '../contract/lint-contract.ts';
import type { ContractConversion, ContractDiff, ContractLint } from '../domain/contract-reports.ts';
import { type Problem, Refusal, refuse, stops } from '../domain/problem.ts';
import { readText } from '../project/read-text.ts';
import { readContract } from './targets.ts';

const problemsOf = (file: string, cwd: string, strict: boolean): readonly Problem[] => {
  try {
    const { contract, notes } = readContract(file, cwd, strict);
    return [...notes, ...lintContract(contract)];
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    return cause.problems;
  }
};

/** Every problem of contracts with its line, and what they leave open; `strict` refuses what only the prose of ODCS allows. */
export const lintContracts = (files: readonly string[], cwd: string, strict = false): ContractLint => ({
  schema: 'assay.contract-lint/v1',
  problems: files.flatMap((file) => problemsOf(file, cwd, strict)),
});

/** What changed from one contract file to the next. Throws `Refusal` where one cannot be read. */
export const diffContracts = (before: string, after: string, cwd: string): ContractDiff => ({
  schema: 'assay.contract-diff/v1',
  changes: [...diffParsed(readContract(before, cwd).contract, readContract(after, cwd).contract)],
});

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

/** A contract in ODCS 3.1, written to the new file `to` where one is named. Throws `Refusal` where it cannot be converted. */
export const convertContract = (file: string, cwd: string, to?: string): ContractConversion => {
  const { text, changes, problems } = convertText(
    readText(resolve(cwd, file), 'contract-not-found', file),
    file,
  );
  if (problems.some(stops)) throw new Refusal(problems);
  if (to !== undefined) writeNew(resolve(cwd, to), text);
  return {
    schema: 'assay.contract-conversion/v1',
    text,
    changes: [...changes],
    problems: [...problems],
    ...(to === undefined ? {} : { file: to }),
  };
};
