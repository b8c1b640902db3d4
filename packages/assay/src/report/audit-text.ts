import type { AuditDifference } from '../domain/audit.ts';
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

const differenceText = ({ what, of, told, found }: AuditDifference): string => {
  const said = told === undefined ? 'the audit knows of none' : `the audit says ${told}`;
  const there = found === undefined ? 'it is not there' : `the catalog ${found}`;
  return `  ✗ ${what} ${oneLine(of, 100)}: ${oneLine(told === undefined ? said : `${said}, ${there}`, 200)}`;
};

const differencesText = ({ count, first }: NonNullable<AuditVerified['differences']>): readonly string[] => [
  ...first.map(differenceText),
  ...(count > first.length ? [`  and ${(count - first.length).toLocaleString('en')} more`] : []),
];

const anchorText = ({ anchoredAt }: AuditVerified): string =>
  anchoredAt === undefined
    ? 'Not anchored: assay.lock has nothing of this catalog, so a chain that was made anew would not show. assay checkout NAME --lock writes it.'
    : `Anchored at entry ${anchoredAt.toLocaleString('en')}: up to there it is the same as it was then.`;

const remoteText = ({ remote, toldAt }: AuditVerified): readonly string[] => {
  if (remote === 'away') return ['! The remote is not there: the audit was not held against what it knows.'];
  return toldAt === undefined
    ? []
    : [`The remote knows it up to entry ${toldAt.toLocaleString('en')}: it is the same as it was then.`];
};

const clockText = ({ backInTime }: AuditVerified): readonly string[] =>
  backInTime === undefined
    ? []
    : [
        `! ${countOf(backInTime.count, 'entry says it is', 'entries say they are')} older than one before, the first is entry ${backInTime.first}: a clock was behind, or was put back`,
      ];

/** Whether the audit is as it was written, and the catalog as the audit says. */
export const auditVerifiedText = (found: AuditVerified, { colour }: Options): string => {
  const ink = paint(colour);
  const { anchor, broken, differences, rows = 0 } = found;
  const bad = (word: string): string => ink.red(ink.bold(word));
  const upTo = `${countOf(anchor.entries, 'entry', 'entries')} follow each other${anchor.head === null ? '' : `, the last ${anchor.head}`}`;
  if (broken !== undefined) return `${bad('BROKEN')}  entry ${broken.entry}: ${broken.what}\n${upTo}`;
  const clock = clockText(found).map((line) => ink.yellow(line));
  if (differences !== undefined)
    return [
      `${bad('CHANGED')}  ${countOf(differences.count, 'row')} of the catalog ${differences.count === 1 ? 'is' : 'are'} not as the audit says`,
      ...differencesText(differences),
      ...clock,
      upTo,
    ].join('\n');
  return [
    `${ink.green('Whole')}  ${upTo}`,
    `${countOf(rows, 'row')} of the catalog ${rows === 1 ? 'is' : 'are'} as it says`,
    ...clock,
    ink.dim(anchorText(found)),
    ...remoteText(found).map(ink.dim),
  ].join('\n');
};
