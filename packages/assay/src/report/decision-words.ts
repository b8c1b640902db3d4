import type { Decision } from '../domain/run.ts';
import type { Paint } from './paint.ts';

export const decisionText = (decision: Decision | null): string => decision ?? 'could not run';

/** A line about a run in the colour of its decision. */
export const inkedBy = (decision: Decision | null, line: string, ink: Paint): string => {
  if (decision === 'admit') return line;
  return decision === 'warn' ? ink.yellow(line) : ink.red(line);
};
