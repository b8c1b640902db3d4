import { countOf } from '../domain/count-of.ts';
import type { DraftedDataset, InitReport, InitSuggestion } from '../domain/init-report.ts';
import { oneLine } from './neutral.ts';
import { type Paint, paint } from './paint.ts';
import { cutTo, padEnd, widthOf } from './width.ts';

const mostLines = 14;
const mostQuestions = 8;
const nameWidth = 22;
const whatWidth = 34;
/** In fewer columns no reason is worth its beginning. */
const leastReason = 12;

interface Line {
  readonly label: string;
  readonly what: string;
  readonly reason: string;
}

const boundsText = (found: readonly InitSuggestion[]): string | undefined => {
  const [low, high] = ['minimum', 'maximum'].map((key) => found.find(({ body }) => key in body)?.body[key]);
  if (low === undefined && high === undefined) return undefined;
  if (low === undefined) return `at most ${high}`;
  return high === undefined ? `at least ${low}` : `${low} to ${high}`;
};

const shownChecks = [
  'range',
  'invalidValues',
  'format',
  'dateFormat',
  'pattern',
  'length',
  'classification',
  'nullValues',
  'stuckAt',
];

/** One line for each column: its range, its values or its pattern, and how long it may stand still. */
const columnLine = (name: string, found: readonly InitSuggestion[]): readonly Line[] => {
  const told = found.filter(({ check }) => shownChecks.includes(check));
  const [first] = told;
  if (first === undefined) return [];
  const rest = told.filter(({ check }) => check !== 'range' && check !== 'length');
  const lengths = told.filter(({ check }) => check === 'length');
  const what = [
    boundsText(told.filter(({ check }) => check === 'range')),
    ...lengths.slice(-1).map(({ shown }) => shown),
    ...rest.map(({ shown }) => shown),
  ];
  return [{ label: name, what: what.filter((one) => one !== undefined).join(', '), reason: first.reason }];
};

const foundLines = ({ suggestions, columns }: DraftedDataset): readonly Line[] => {
  const sure = suggestions.filter((one) => one.sure);
  const of = (check: string): readonly InitSuggestion[] => sure.filter((one) => one.check === check);
  const lines = (label: string, found: readonly InitSuggestion[]): readonly Line[] =>
    found.map(({ shown, reason }) => ({ label, what: shown, reason }));
  return [
    ...lines('key', of('primaryKey').slice(0, 1)),
    ...lines('unique', of('unique')),
    ...lines('cadence', of('gap')),
    ...of('orphans').map(({ column, shown, reason }) => ({
      label: 'refers',
      what: column === undefined ? shown : `${column} ${shown}`,
      reason,
    })),
    ...lines(
      'across',
      sure.filter(
        ({ column, body, check }) => column === undefined && body.type === 'custom' && check !== 'orphans',
      ),
    ),
    ...columns.flatMap(({ name }) =>
      columnLine(
        name,
        sure.filter(({ column }) => column === name),
      ),
    ),
  ];
};

/** A question about a key of two columns is asked once. */
const questionsOf = ({ suggestions }: DraftedDataset): readonly InitSuggestion[] => {
  const seen = new Set<string>();
  return suggestions.filter(({ sure, check, reason, column }) => {
    const key = check === 'primaryKey' ? check : `${column} ${check} ${reason}`;
    if (sure || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};

const table = (
  lines: readonly Line[],
  width: number | undefined,
  tint: (text: string) => string,
  ink: Paint,
) => {
  const room = width ?? 160;
  const labels = Math.max(6, ...lines.map(({ label }) => Math.min(nameWidth, widthOf(label))));
  const widest = Math.max(0, ...lines.map(({ what }) => Math.min(whatWidth, widthOf(what))));
  const whats = Math.min(widest, Math.max(leastReason, room - labels - 4));
  const left = room - labels - whats - 6;
  return lines.map(({ label, what, reason }) => {
    const start = `  ${tint(padEnd(cutTo(label, nameWidth), labels))}  `;
    return left < leastReason
      ? `${start}${cutTo(what, whats)}`
      : `${start}${padEnd(cutTo(what, whats), whats)}  ${ink.dim(cutTo(reason, left))}`;
  });
};

const capped = (lines: readonly string[], most: number, what: (left: number) => string): readonly string[] =>
  lines.length <= most ? lines : [...lines.slice(0, most), `  … ${what(lines.length - most)}`];

/** What was found of one dataset, a line for each thing; of each sort the first, unless all are asked for. */
export const datasetText = (
  found: DraftedDataset,
  width: number | undefined,
  ink: Paint,
  all = false,
): readonly string[] => {
  const { name, description, rows, columns, seconds, contract } = found;
  const plain = (line: Line): Line => ({
    label: oneLine(line.label),
    what: oneLine(line.what),
    reason: oneLine(line.reason),
  });
  const lines = foundLines(found).map(plain);
  const questions = questionsOf(found).map(({ column, reason }) =>
    plain({ label: 'review', what: column ?? 'table', reason }),
  );
  return [
    `${ink.bold(name)}  ${oneLine(description)}, ${countOf(rows, 'row')}, ${countOf(columns.length, 'column')}, ${seconds.toFixed(1)} s`,
    ...capped(
      table(lines, width, ink.bold, ink),
      all ? Number.POSITIVE_INFINITY : mostLines,
      (left) => `${countOf(left, 'more line')}: see ${contract}`,
    ),
    ...capped(
      table(questions, width, ink.yellow, ink),
      all ? Number.POSITIVE_INFINITY : mostQuestions,
      (left) => `${countOf(left, 'more question')}: see ${contract}`,
    ),
    ...found.notes.map((note) => `  ${ink.red('note')}    ${oneLine(note)}`),
  ];
};

/** What init found, a line for each thing, and what it wrote. */
export const initText = (
  report: InitReport,
  { colour, width }: { readonly colour: boolean; readonly width?: number },
): string => {
  const ink = paint(colour);
  const { written, rules, review, variables } = report;
  return [
    ...report.datasets.flatMap((found) => datasetText(found, width, ink)),
    `Wrote ${written.join(', ')} (${countOf(rules, 'rule')}, ${review} to review).`,
    ...(variables.length === 0
      ? []
      : [
          `Set ${variables.join(' and ')} to the URL${variables.length === 1 ? '' : 's'} you gave: no secret was written.`,
        ]),
    'Next: npx assay check',
  ].join('\n');
};
