import { cellText } from '../domain/cell.ts';
import { shortElement } from '../domain/short-element.ts';
import type { Verdict } from '../domain/verdict.ts';
import { evidenceLines, tells } from './evidence-lines.ts';
import { saidOf } from './findings.ts';
import { oneLine } from './neutral.ts';
import type { Paint } from './paint.ts';
import { placeText } from './problem-lines.ts';
import type { CheckNote } from './report-options.ts';
import { cutTo, padEnd, widthOf, wrap } from './width.ts';

/** The columns that all findings of a run share. */
export interface FindingColumns {
  readonly name: number;
  readonly element: number;
  readonly width: number | undefined;
}

const widestName = 28;
/** Where fewer columns are left beside the rule and its element, the message stands below them. */
const narrowestMessage = 30;
const narrowestDetail = 16;
const indent = '    ';

const nameOf = (verdict: Verdict): string => cutTo(oneLine(verdict.name ?? verdict.check), widestName);
const elementOf = (verdict: Verdict): string => cutTo(oneLine(shortElement(verdict)), widestName);

export const findingColumns = (verdicts: readonly Verdict[], width: number | undefined): FindingColumns => ({
  name: Math.max(0, ...verdicts.map((verdict) => widthOf(nameOf(verdict)))),
  element: Math.max(0, ...verdicts.map((verdict) => widthOf(elementOf(verdict)))),
  width,
});

const mark = ({ status, severity, waived }: Verdict, ink: Paint): string => {
  if (waived !== undefined) return ink.dim('~');
  if (status === 'unknown') return ink.yellow('?');
  return severity === 'error' ? ink.red('✗') : severity === 'warn' ? ink.yellow('!') : ink.blue('i');
};

const detail = (label: string, text: string, columns: FindingColumns, ink: Paint): readonly string[] => {
  const room =
    columns.width === undefined ? undefined : Math.max(narrowestDetail, columns.width - indent.length - 10);
  return wrap(text, room).map(
    (line, index) => `${indent}${ink.dim(padEnd(index === 0 ? label : '', 10))}${line}`,
  );
};

/** What was found beside what was wanted, where the message does not already say so. */
const comparison = (verdict: Verdict, columns: FindingColumns, ink: Paint): readonly string[] => {
  const { expected, observed, message } = verdict;
  const seen = observed === undefined || observed === null ? undefined : oneLine(cellText(observed), 200);
  return [
    ...(expected === undefined ? [] : detail('expected', oneLine(expected), columns, ink)),
    ...(seen === undefined || tells(message, observed ?? null) ? [] : detail('observed', seen, columns, ink)),
  ];
};

const waivedText = ({ waived }: Verdict): string =>
  waived === undefined
    ? ''
    : `until ${oneLine(waived.until)} by ${oneLine(waived.owner)}: ${oneLine(waived.reason)}`;

/** Mark, rule and element; the message and the place below them. */
const stackedLines = (verdict: Verdict, width: number, ink: Paint): readonly string[] => {
  const name = cutTo(nameOf(verdict), width - 2);
  const left = width - 4 - widthOf(name);
  const element = left < 4 ? '' : cutTo(elementOf(verdict), left);
  const place = oneLine(placeText(verdict.place ?? {}));
  return [
    `${mark(verdict, ink)} ${ink.bold(name)}${element === '' ? '' : `  ${element}`}`,
    ...wrap(oneLine(saidOf(verdict)), Math.max(narrowestDetail, width - indent.length)).map(
      (line) => `${indent}${line}`,
    ),
    ...(place === '' ? [] : [`${indent}${ink.dim(place)}`]),
  ];
};

/** Mark, rule, element, message and place in columns; the place has its own line where it does not fit. */
const headLines = (verdict: Verdict, columns: FindingColumns, ink: Paint): readonly string[] => {
  const place = oneLine(placeText(verdict.place ?? {}));
  const start = `${mark(verdict, ink)} ${ink.bold(padEnd(nameOf(verdict), columns.name))}  ${columns.element === 0 ? '' : `${padEnd(elementOf(verdict), columns.element)}  `}`;
  const margin = 2 + columns.name + 2 + (columns.element === 0 ? 0 : columns.element + 2);
  if (columns.width === undefined)
    return [`${start}${oneLine(saidOf(verdict))}${place === '' ? '' : `  ${ink.dim(place)}`}`];
  const room = columns.width - margin;
  if (room < narrowestMessage) return stackedLines(verdict, columns.width, ink);
  const lines = wrap(oneLine(saidOf(verdict)), room);
  const head = lines.map((line, index) => (index === 0 ? start : ' '.repeat(margin)) + line);
  const last = lines.at(-1) ?? '';
  const gap = room - widthOf(last) - widthOf(place);
  if (place === '') return head;
  return gap >= 2
    ? [...head.slice(0, -1), `${head.at(-1) ?? ''}${' '.repeat(gap)}${ink.dim(place)}`]
    : [...head, `${' '.repeat(margin)}${ink.dim(place)}`];
};

/** One finding as a terminal shows it: the line, and below it what explains it. */
export const findingLines = (
  verdict: Verdict,
  columns: FindingColumns,
  ink: Paint,
  note: CheckNote | undefined,
): readonly string[] => [
  ...headLines(verdict, columns, ink),
  ...(verdict.waived === undefined
    ? comparison(verdict, columns, ink)
    : detail('waived', waivedText(verdict), columns, ink)),
  ...(verdict.waived !== undefined || note === undefined ? [] : detail('why', note.why, columns, ink)),
  ...(verdict.waived !== undefined || verdict.evidence === undefined
    ? []
    : evidenceLines(verdict.evidence, verdict.message).map(
        (line) =>
          `${indent}${ink.dim('│')} ${columns.width === undefined ? line : cutTo(line, columns.width - indent.length - 2)}`,
      )),
];
