import { countOf } from '../domain/count-of.ts';
import type { AuditReport, AuditVerified } from '../domain/version-reports.ts';
import { alignedLines } from './columns.ts';
import { oneLine } from './neutral.ts';
import { paint } from './paint.ts';
import { minuteText } from './version-words.ts';

interface Options {
  readonly colour: boolean;
}

/** What was done, a line each, the oldest first. */
export const auditText = ({ entries }: AuditReport, { colour }: Options): string => {
  const ink = paint(colour);
  if (entries.length === 0) return 'Nothing was done yet that is audited.';
  const [title = '', ...lines] = alignedLines(
    [
      ['when (UTC)', 'by', 'what', 'to', 'why'],
      ...entries.map(({ at, owner, action, subject, reason }) => [
        minuteText(at),
        oneLine(owner, 30),
        action,
        oneLine(subject, 50),
        oneLine(reason, 60),
      ]),
    ],
    [],
  );
  return [ink.dim(title), ...lines].join('\n');
};

/** Whether the audit is as it was written. */
export const auditVerifiedText = (
  { anchor, anchoredAt, broken }: AuditVerified,
  { colour }: Options,
): string => {
  const ink = paint(colour);
  const upTo = `${countOf(anchor.entries, 'entry', 'entries')} follow each other${anchor.head === null ? '' : `, the last ${anchor.head}`}`;
  const anchoredText =
    anchoredAt === undefined
      ? 'Not anchored: assay.lock has nothing of this catalog, so a chain that was made anew would not show. assay checkout NAME --lock writes it.'
      : `Anchored at entry ${anchoredAt.toLocaleString('en')}: up to there it is the same as it was then.`;
  return broken === undefined
    ? `${ink.green('Whole')}  ${upTo}\n${ink.dim(anchoredText)}`
    : `${ink.red(ink.bold('BROKEN'))}  entry ${broken.entry}: ${broken.what}\n${upTo}`;
};
