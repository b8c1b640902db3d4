import { resolve } from 'node:path';
import { refuse } from '../domain/problem.ts';
import { exportFormat } from '../engines/files/write-whole.ts';

/** Where the admitted rows of one source go. Throws `Refusal` for several sources, and for what no format is known of. */
export const admittedFile = (given: string, sources: number, cwd: string): string => {
  if (sources !== 1) refuse('usage', 'admitted rows are those of one source', 'name one source');
  const file = resolve(cwd, given);
  exportFormat(file);
  return file;
};
