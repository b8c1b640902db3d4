import type { Run } from './run.ts';

/** The scope of a run as it was written, by which runs are comparable; undefined where it is of the whole. */
export const scopeOfRun = ({ subject: { scope } }: Run): string | undefined =>
  scope?.asWritten ?? scope?.where;
