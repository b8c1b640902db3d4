import type { Executed } from '../domain/executed.ts';
import { addedText } from './added-text.ts';
import { executionParts } from './lineage/node-words.ts';
import { paint } from './paint.ts';
import type { ReportOptions } from './report-options.ts';

/** What was run, and the versions that it made. */
export const executedText = ({ execution, added }: Executed, options: ReportOptions): string =>
  [
    paint(options.colour === true).dim(executionParts(execution).join('  ')),
    ...added.map((one) => addedText(one, options)),
  ].join('\n');
