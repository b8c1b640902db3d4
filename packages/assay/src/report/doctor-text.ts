import type { DoctorReport } from '../domain/doctor-report.ts';
import { oneLine } from './neutral.ts';
import { paint } from './paint.ts';
import { padEnd, widthOf } from './width.ts';

/** What was looked at, a line each, and what to do about what is missing. */
export const doctorText = ({ findings }: DoctorReport, { colour }: { readonly colour: boolean }): string => {
  const ink = paint(colour);
  const marks = { ok: ink.green('✓'), missing: ink.red('✗'), note: ink.yellow('!') };
  const width = Math.max(0, ...findings.map(({ what }) => widthOf(oneLine(what))));
  return findings
    .flatMap(({ what, state, detail, hint }) => [
      `${marks[state]} ${padEnd(oneLine(what), width)}  ${oneLine(detail)}`,
      ...(hint === undefined ? [] : [`  ${' '.repeat(width)}  ${ink.dim('→')} ${oneLine(hint)}`]),
    ])
    .join('\n');
};
