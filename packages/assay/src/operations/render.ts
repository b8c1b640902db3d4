import type { Check } from '../checks/check.ts';
import { checks } from '../checks/registry.gen.ts';
import { suggestion } from '../domain/nearest.ts';
import { refuse } from '../domain/problem.ts';
import type { Run } from '../domain/run.ts';
import type { ReportFormat } from '../report/format.ts';
import { formats } from '../report/registry.gen.ts';
import type { CheckNote, ReportOptions } from '../report/report-options.ts';

const notes: ReadonlyMap<string, CheckNote> = new Map(
  checks.map(({ id, summary, why }: Check) => [id, { summary, why }]),
);

/** A report format by its id. Throws `Refusal` where there is none, and names the nearest, `others` among them. */
export const formatNamed = (name: string, others: readonly string[] = []): ReportFormat =>
  formats.find(({ id }) => id === name) ??
  refuse(
    'usage',
    `there is no report format ${name}`,
    suggestion(name, [...others, ...formats.map(({ id }) => id)]),
  );

/** Runs in a report format, with what is known of their checks. */
export const render = (
  format: ReportFormat,
  runs: readonly Run[],
  options: Omit<ReportOptions, 'about'> = {},
): string => format.render(runs, { ...options, about: (check) => notes.get(check) });
