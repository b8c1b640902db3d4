import { createHash } from 'node:crypto';
import { type Problem, stops } from '../domain/problem.ts';
import type { Contract } from './contract.ts';
import { readDocument } from './document.ts';
import { startReading } from './reading.ts';
import { parseSource } from './yaml/source.ts';

export interface ParseOptions {
  /** Refuses the forms that only the prose of ODCS allows. Default false: they are notes. */
  readonly strict?: boolean;
}

/** A contract that cannot be read has problems only; one that can may have notes beside it. */
export interface ParsedContract {
  readonly contract?: Contract;
  readonly problems: readonly Problem[];
}

/**
 * Reads an ODCS v3.1 contract (v3.0 is converted first). All problems are collected, in the order of the file; `contract`
 * is there unless one of them stops. Never throws on any text.
 */
export const parseContract = (text: string, file: string, options: ParseOptions = {}): ParsedContract => {
  const parsed = parseSource(text, file);
  if (!('source' in parsed)) return parsed;
  const reading = startReading(parsed.source, options.strict ?? false);
  const contract = readDocument(reading, sha256(text));
  const problems = inFileOrder([...parsed.problems, ...reading.problems]);
  return contract === undefined || problems.some(stops) ? { problems } : { contract, problems };
};

const sha256 = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

const inFileOrder = (problems: readonly Problem[]): readonly Problem[] =>
  problems.toSorted(
    (a, b) => (a.where.line ?? 0) - (b.where.line ?? 0) || (a.where.column ?? 0) - (b.where.column ?? 0),
  );
