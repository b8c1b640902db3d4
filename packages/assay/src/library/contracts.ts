import type { Contract } from '../contract/contract.ts';
import type { ContractConversion, ContractDiff, ContractLint } from '../domain/contract-reports.ts';
import {
  convertContract as convertContractFile,
  diffContracts as diffContractFiles,
  lintContracts as lintContractFiles,
} from '../operations/contract-tools.ts';
import { readContract as readContractFile } from '../operations/targets.ts';
import { cwdOf, type InFolder } from './places.ts';

/** Reads and validates a contract file. Throws `Refusal` with every problem, each with its line. */
export const readContract = (file: string, options: InFolder = {}): Contract =>
  readContractFile(file, cwdOf(options)).contract;

/** What is wrong with contract files, and what they leave open. */
export const lintContracts = (
  files: readonly string[],
  options: InFolder & { /** Refuses what only the prose of ODCS allows. */ readonly strict?: boolean } = {},
): ContractLint => lintContractFiles(files, cwdOf(options), options.strict);

/** What changed from one contract file to the next, and whom it breaks. */
export const diffContracts = (before: string, after: string, options: InFolder = {}): ContractDiff =>
  diffContractFiles(before, after, cwdOf(options));

/** A contract of ODCS 3.0 as ODCS 3.1, written to the new file `to` where one is named. */
export const convertContract = (
  file: string,
  options: InFolder & { readonly to?: string } = {},
): ContractConversion => convertContractFile(file, cwdOf(options), options.to);
