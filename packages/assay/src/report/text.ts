import type { Run } from '../domain/run.ts';
import type { Verdict } from '../domain/verdict.ts';
import { type Paint, paint } from './paint.ts';
import { placeText, problemLines } from './problem-lines.ts';

const counted = (verdicts: readonly Verdict[]): string =>
  (['pass', 'fail', 'unknown', 'not-applicable'] as const)
    .map((status) => [status, verdicts.filter((verdict) => verdict.status === status).length] as const)
    .filter(([status, count]) => count > 0 || status === 'pass')
    .map(([status, count]) => `${count} ${status}`)
    .join(', ');

const decisionWord = (run: Run, ink: Paint): string => {
  if (run.decision === 'admit') return ink.green(ink.bold('ADMIT'));
  if (run.decision === 'warn') return ink.yellow(ink.bold('WARN'));
  return ink.red(ink.bold(run.decision === 'block' ? 'BLOCK' : 'COULD NOT RUN'));
};

const mark = ({ status, severity, waived }: Verdict, ink: Paint): string => {
  if (status === 'unknown') return ink.yellow('?');
  if (waived !== undefined) return ink.dim('~');
  return severity === 'error' ? ink.red('✗') : ink.yellow('!');
};

/** A run as a person reads it in a terminal. */
export const textReport = (run: Run, options: { readonly colour: boolean }): string => {
  const ink = paint(options.colour);
  const rows = run.subject.rows === undefined ? '' : `  ${run.subject.rows.toLocaleString('en')} rows`;
  const head = `${decisionWord(run, ink)}  ${run.subject.name}${rows}  ${counted(run.verdicts)}  ${run.seconds.toFixed(1)} s`;
  const open = run.verdicts.filter(({ status }) => status === 'fail' || status === 'unknown');
  const lines = open.map((verdict) => {
    const place = verdict.place === undefined ? '' : ink.dim(`  ${placeText(verdict.place)}`);
    return `${mark(verdict, ink)} ${ink.bold(verdict.check)}  ${verdict.element ?? ''}  ${verdict.message}${place}`;
  });
  return [head, ...lines, ...problemLines(run.problems, options)].join('\n');
};
