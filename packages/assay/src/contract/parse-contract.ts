import { createHash } from 'node:crypto';
import { type Problem, problem, stops } from '../domain/problem.ts';
import type { Contract } from './contract.ts';
import { unsupported } from './convert/convert-contract.ts';
import { convertSource } from './convert/convert-source.ts';
import { generationOf } from './convert/generation.ts';
import { readDocument } from './document.ts';
import { startReading } from './reading.ts';
import { parseSource, type Source, type SourceOrProblems } from './yaml/source.ts';

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
 * is there unless one of them stops. Never throws, whatever the text.
 */
export const parseContract = (text: string, file: string, options: ParseOptions = {}): ParsedContract => {
  const parsed = currentSource(text, file);
  if (!('source' in parsed)) return { problems: parsed.problems };
  const reading = startReading(parsed.source, options.strict ?? false);
  const contract = readDocument(reading, sha256(text));
  const problems = inFileOrder([...parsed.problems, ...reading.problems()]);
  return contract === undefined || problems.some(stops) ? { problems } : { contract, problems };
};

/** The source in the version of the standard that is read, converted where need be. */
const currentSource = (text: string, file: string): SourceOrProblems => {
  const parsed = parseSource(text, file);
  if (!('source' in parsed)) return parsed;
  const { source } = parsed;
  const generation = generationOf(source);
  if (generation === '2.2') return { problems: [...parsed.problems, unsupported(source)] };
  if (generation !== '3.0') return parsed;
  const converted = convertSource(source);
  if (converted.problems.length > 0) return { problems: [...parsed.problems, ...converted.problems] };
  const again = parseSource(converted.text, file, (offset) => source.lineAt(converted.original(offset)));
  return {
    ...again,
    problems: [...again.problems, convertedNote(source, converted.changes)],
  };
};

const convertedNote = (source: Source, changes: readonly string[]): Problem =>
  problem(
    'contract-lint',
    `/apiVersion: read as ODCS v3.1.0 after ${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`,
    'assay contract convert writes the changes down',
    source.place(['apiVersion']),
  );

const sha256 = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

const inFileOrder = (problems: readonly Problem[]): readonly Problem[] =>
  problems.toSorted((a, b) => lineOf(a) - lineOf(b) || (a.where.column ?? 0) - (b.where.column ?? 0));

/** Problems without a line come last. */
const lineOf = ({ where }: Problem): number => where.line ?? Number.MAX_SAFE_INTEGER;
