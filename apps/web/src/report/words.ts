import type { Cell } from '../../../../packages/assay/src/domain/cell.ts';
import { isOpen } from '../../../../packages/assay/src/domain/finding.ts';
import type { Run } from '../../../../packages/assay/src/domain/run.ts';

const counts = new Intl.NumberFormat('en');
const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const fourDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

export const count = (value: number): string => counts.format(value);

export const plural = (value: number, noun: string): string =>
  `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

/** Up to four significant digits, without a rounded-off integer part. */
export const figure = (value: number): string =>
  (Number.isInteger(value) || Math.abs(value) >= 1000 ? tenths : fourDigits).format(value);

export const percent = (share: number): string =>
  share > 0 && share < 0.0001 ? '< 0.01 %' : `${threeDigits.format(share * 100)} %`;

export const time = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** A cell as people read it. */
export const cellWords = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return 'NULL';
  if (typeof cell === 'number') return figure(cell);
  if (typeof cell === 'object' && cell.type === 'timestamp') return cell.value.replace('T', ' ');
  if (typeof cell === 'object') return 'value' in cell ? String(cell.value) : JSON.stringify(cell);
  return String(cell);
};

/** Whether a cell is set right, as numbers are. */
export const isNumeric = (cell: Cell | undefined): boolean =>
  typeof cell === 'number' ||
  (typeof cell === 'object' && cell !== null && ['bigint', 'decimal', 'float'].includes(cell.type));

/** Words with commas and an "and" before the last. */
export const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** The decision in a sentence a person understands at once. */
export const decisionSentence = ({ decision, verdicts, problems }: Run): string => {
  const open = verdicts.filter(isOpen);
  const of = (severity: string, status: string) =>
    open.filter((one) => one.severity === severity && one.status === status).length;
  const said = (severity: string): readonly string[] => {
    const failed = of(severity, 'fail');
    const unknown = of(severity, 'unknown');
    return [
      ...(failed > 0 ? [`${plural(failed, 'rule')} failed`] : []),
      ...(unknown > 0 ? [`${plural(unknown, 'rule')} could not be judged`] : []),
    ];
  };
  const judged = verdicts.filter(({ status }) => status === 'pass').length;
  switch (decision) {
    case 'admit':
      return `${plural(judged, 'rule')} hold${judged === 1 ? 's' : ''}. The data may be used.`;
    case 'warn':
      return `The data may be used, with care: ${listed(said('warn'))}.`;
    case 'block':
      return `The data must not be used: ${listed(said('error'))}.`;
    case null:
      return problems[0]?.message ?? 'The gate could not run.';
  }
};

export const decisionTitles = {
  admit: 'Admitted',
  warn: 'Admitted with warnings',
  block: 'Blocked',
} as const;

export const statusWords = {
  pass: 'holds',
  fail: 'failed',
  unknown: 'not judged',
  'not-applicable': 'not applicable',
} as const;
