import type { OneFileFacts } from '../../../domain/file-facts.ts';
import { type Problem, refuse } from '../../../domain/problem.ts';
import type { TextOptions } from '../../../domain/source.ts';
import type { OpenOptions } from '../../engine.ts';
import { nameColumns } from '../../files/column-names.ts';
import { type CsvLayout, csvLayout } from '../../files/csv/layout.ts';
import { type Rewritten, rewriteCsv } from '../../files/csv/rewrite.ts';
import { sniffCsv } from '../../files/csv/sniff.ts';
import { utf8Kind } from '../../files/encoding.ts';
import { headOf } from '../../files/head.ts';
import {
  decoded,
  hivePart,
  isBlank,
  type PlainText,
  refuseEmpty,
  withoutMark,
} from '../../files/plain-text.ts';
import { rejectNotes } from '../../files/rejects.ts';
import type { Workshop } from '../workshop.ts';

/** A delimited text and how it is to be read. */
export interface CsvFile {
  readonly text: PlainText;
  readonly layout: CsvLayout;
  /** Where its rows are read from when they were written again. */
  readonly rewritten?: { readonly path: string; readonly facts: Rewritten };
}

/** Wide lines need a longer sample to show some rows. */
const wideColumns = 1000;
const wideSample = 16 * 1024 * 1024;

const widened = (text: PlainText): PlainText => {
  const head = withoutMark(headOf(text.path, wideSample));
  return { ...text, head, whole: text.sizeBytes <= wideSample };
};

/** Finds delimiter, quote, header and columns in the first bytes. */
export const understood = (
  text: PlainText,
  options: OpenOptions,
  textOptions: TextOptions,
  preferred: string,
): CsvFile => {
  if (isBlank(text.head) && text.whole) return refuseEmpty(text.found.path);
  const sample = sniffCsv(text.head, text.whole, options.declared, textOptions, preferred);
  const isWide = (sample.records[0]?.length ?? 0) > wideColumns || sample.records.length === 0;
  if (isWide && !text.whole && text.head.length < wideSample - 3) {
    return understood(widened(text), options, textOptions, preferred);
  }
  if (sample.records.length === 0 && sample.complete) return refuseEmpty(text.found.path);
  const layout = csvLayout(sample, text.found.path, options.declared, textOptions);
  nameColumns(layout.names, options.declared, text.found.path);
  return { text, layout: text.undecodable ? { ...layout, irregular: true } : layout };
};

/** Writes a file again that a plain reader cannot read. Invalid UTF-8 in a text that is ASCII otherwise is windows-1252. */
export const writtenAgain = async (
  shop: Workshop,
  file: CsvFile,
  options: OpenOptions,
  textOptions: TextOptions,
): Promise<CsvFile> => {
  if (file.rewritten !== undefined) return file;
  const { signal } = options;
  let { text } = file;
  if (
    text.encoding === 'utf-8' &&
    textOptions.encoding === undefined &&
    (await utf8Kind(text.path, signal)) === 'other'
  ) {
    text = await decoded(text, 'windows-1252', text.head.length, shop.work, signal);
  }
  const path = shop.work.file(`${hivePart(text.found.path)}rows.csv`);
  const { dialect, names, skip } = file.layout;
  const facts = await rewriteCsv(text.path, path, {
    dialect,
    width: names.length,
    skip,
    ...(text.undecodable ? { undecodable: text.encoding } : {}),
    ...(signal ? { signal } : {}),
  });
  if (facts.rows === 0 && facts.rejectedCount > 0) {
    const [first] = facts.rejected;
    refuse(
      'source-unreadable',
      `${text.found.path}: ${facts.rejectedCount === 1 ? 'its only line cannot' : `none of ${facts.rejectedCount.toLocaleString('en')} lines can`} be read as a record; line ${first?.line}: ${first?.reason}`,
      'look at the file with a text editor; state its delimiter, quote and encoding',
      { file: text.found.path, ...(first ? { line: first.line } : {}) },
    );
  }
  return { ...file, text, rewritten: { path, facts } };
};

/** What is unusual about a file, and which of its lines could not be read. */
export const notesOf = ({ text, layout, rewritten }: CsvFile): readonly Problem[] => [
  ...layout.notes,
  ...(rewritten === undefined
    ? []
    : rejectNotes(
        text.found.path,
        rewritten.facts,
        'the rows that could be read were judged; look at the file with a text editor',
      )),
];

export const factsOf = ({ text, layout, rewritten }: CsvFile): OneFileFacts => ({
  ...text.found,
  format: layout.dialect.delimiter === '\t' ? 'tsv' : 'csv',
  encoding: text.encoding,
  rejected: rewritten?.facts.rejected ?? [],
  rejectedCount: rewritten?.facts.rejectedCount ?? 0,
  ...(rewritten?.facts.truncated === undefined ? {} : { truncated: rewritten.facts.truncated }),
});
