import { type Problem, problem } from '../../domain/problem.ts';
import { parseSource, type Source } from '../yaml/source.ts';
import { convertSource } from './convert-source.ts';
import { generationOf } from './generation.ts';

export interface ConvertedContract {
  /** ODCS 3.1; the text as it was where there was nothing to do or a problem stands in the way. */
  readonly text: string;
  /** What was changed, one sentence each, with JSON pointers. */
  readonly changes: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Converts an ODCS 3.0 contract to 3.1: `apiVersion`, `rule` to `metric`, boolean exclusive bounds to numbers, a team list to
 * a team, a `date` with a time of day to `timestamp` or `time`. Comments and layout stay. A 3.1 contract comes back as it is; other versions are problems.
 */
export const convertContract = (text: string, file: string): ConvertedContract => {
  const parsed = parseSource(text, file);
  if (!('source' in parsed)) return { text, changes: [], problems: parsed.problems };
  const { source } = parsed;
  const generation = generationOf(source);
  if (generation === '3.1') return { text, changes: [], problems: parsed.problems };
  if (generation !== '3.0') return { text, changes: [], problems: [...parsed.problems, unsupported(source)] };
  const converted = convertSource(source);
  const problems = [...parsed.problems, ...converted.problems];
  return converted.problems.length > 0
    ? { text, changes: [], problems }
    : { text: converted.text, changes: converted.changes, problems };
};

/** The problem of a contract in a version that is neither read nor converted. */
export const unsupported = (source: Source): Problem =>
  problem(
    'contract-unsupported',
    generationOf(source) === '2.2'
      ? '/apiVersion: ODCS 2.2 is not read'
      : '/apiVersion: only ODCS 3.0 is converted',
    'write the contract in ODCS v3.1.0',
    source.place(['apiVersion']),
  );
