import { countOf } from '../../../domain/count-of.ts';
import { type Problem, problem, refuse } from '../../../domain/problem.ts';
import type { DeclaredColumn, TextOptions } from '../../../domain/source.ts';
import { isWrittenAs } from './cell-syntax.ts';
import type { CsvDialect } from './dialect.ts';
import {
  delimiterName,
  knownNames,
  likelyDelimiter,
  type Sample,
  type SampleRecord,
  widthOf,
} from './sniff.ts';

/** How the rows of one file lie. */
export interface CsvLayout {
  readonly dialect: CsvDialect;
  /** Names of the columns, in the order of the file. */
  readonly names: readonly string[];
  /** Records before the first row. */
  readonly skip: number;
  /** A plain reader would not read this file as it is. */
  readonly irregular: boolean;
  readonly rows: readonly SampleRecord[];
  readonly complete: boolean;
  readonly notes: readonly Problem[];
}

const typed = ['integer', 'number', 'date', 'timestamp', 'timestamptz', 'time', 'boolean'] as const;

/**
 * Whether the first record names the columns: it holds a name the contract knows; or it does not look like the rows below.
 * Without rows, and where all columns are text, it does.
 */
const isHeader = (
  first: SampleRecord,
  rows: readonly SampleRecord[],
  known: ReadonlySet<string>,
): boolean => {
  if (first.some((cell) => cell !== null && known.has(cell.trim().toLowerCase()))) return true;
  const sample = rows.slice(0, 200);
  let typedColumns = 0;
  for (const [index, cell] of first.entries()) {
    const below = sample.flatMap((row) => row[index] ?? []);
    const type =
      below.length === 0
        ? undefined
        : typed.find((each) => below.every((one) => isWrittenAs(one, each, false)));
    if (type === undefined) continue;
    if (cell === null || !isWrittenAs(cell, type, false)) return true;
    typedColumns += 1;
  }
  return typedColumns === 0;
};

const namesOf = (record: SampleRecord): readonly string[] => {
  const taken = new Set(record.map((cell) => cell?.trim().toLowerCase() ?? ''));
  return record.map((cell, index) => {
    const name = cell?.trim() ?? '';
    if (name !== '') return name;
    let own = `column${index + 1}`;
    while (taken.has(own)) own += '_';
    taken.add(own);
    return own;
  });
};

/** Lines above the header that are no records: titles, comments. */
const preambleOf = (records: readonly SampleRecord[], width: number, share: number): number => {
  const [first] = records;
  if (first === undefined || first.length !== 1 || width < 2 || share < 0.5 || records.length < 4) return 0;
  const start = records.findIndex(({ length }) => length === width);
  return start > 0 && start <= 20 ? start : 0;
};

const refuseWidth = (path: string, header: number, rows: number, dialect: CsvDialect): never =>
  refuse(
    'source-unreadable',
    `${path}: the header has ${countOf(header, 'name')}, but the rows have ${countOf(rows, 'field')} (read with ${delimiterName(dialect.delimiter)} between fields)`,
    'give every column a name, or state the delimiter',
    { file: path, line: 1 },
  );

/** Understands a sample: its header, its columns, and what is unusual. */
export const csvLayout = (
  sample: Sample,
  path: string,
  declared: readonly DeclaredColumn[],
  options: TextOptions,
): CsvLayout => {
  const { dialect, records } = sample;
  const notes: Problem[] = [];
  const likely = likelyDelimiter(sample);
  if (likely !== undefined) {
    refuse(
      'source-unreadable',
      `${path}: with ${delimiterName(dialect.delimiter)} between fields there is one column, and nearly every line of it holds ${delimiterName(likely)}`,
      `set the delimiter to ${delimiterName(likely)}`,
      { file: path, line: 1 },
    );
  }
  const { width, share } = widthOf(records);
  const preamble = preambleOf(records, width, share);
  if (preamble > 0)
    notes.push(
      problem(
        'source-note',
        `${path}: ${countOf(preamble, 'line')} above the header left out`,
        'remove them if they are not meant to be there',
        { file: path, line: 1 },
      ),
    );
  const [first = [], ...below] = records.slice(preamble);
  const header = options.header ?? isHeader(first, below, knownNames(declared));
  if (!header)
    notes.push(
      problem(
        'source-note',
        `${path}: no header line found; the columns are called column1, column2, …`,
        'write the names in the first line, or state header: true',
        { file: path, line: 1 },
      ),
    );
  const rows = header ? below : [first, ...below];
  const names = header ? namesOf(first) : first.map((_cell, index) => `column${index + 1}`);
  const body = widthOf(rows);
  const trailing =
    body.width === names.length + 1 &&
    rows.every((row) => row.length <= names.length || row[names.length] === null);
  if (body.width !== names.length && rows.length > 1 && body.share >= 0.9 && !trailing)
    refuseWidth(path, names.length, body.width, dialect);
  if (body.width !== names.length && trailing && body.share >= 0.5)
    notes.push(
      problem(
        'source-note',
        `${path}: every row ends with a delimiter that the header has not`,
        'remove the last delimiter of each row',
        { file: path },
      ),
    );
  return {
    dialect,
    names,
    skip: preamble + (header ? 1 : 0),
    irregular: preamble > 0 || sample.blankAbove,
    rows,
    complete: sample.complete && preamble === 0 && !sample.blankAbove,
    notes,
  };
};
