import type { Check } from '../checks/check.ts';
import { checks } from '../checks/registry.gen.ts';
import type { ReportOptions } from '../report/report-options.ts';
import type { Io } from './command.ts';

const notes = new Map(checks.map(({ id, summary, why }: Check) => [id, { summary, why }]));

/** How reports look in this terminal, and what they say about checks. */
export const reportOptionsOf = (io: Io): ReportOptions => ({
  colour: io.colour,
  ...(io.width === undefined ? {} : { width: io.width }),
  about: (check) => notes.get(check),
});
