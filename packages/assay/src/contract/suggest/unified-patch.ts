import { applyEdits, type Edit } from '../convert/edits.ts';

const context = 3;

/** Whole lines of the old text that are replaced: `from` to `to` (exclusive), counted from 0. */
interface Chunk {
  readonly from: number;
  readonly to: number;
  readonly edits: readonly Edit[];
}

const startsOfLines = (text: string): readonly number[] => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0 && at < text.length - 1; at = text.indexOf('\n', at + 1))
    starts.push(at + 1);
  return starts;
};

/** Edits by the lines they change; those that touch are one chunk. */
const chunksOf = (text: string, starts: readonly number[], edits: readonly Edit[]): readonly Chunk[] => {
  const lineOf = (offset: number): number => starts.findLastIndex((start) => start <= offset);
  const isBetween = ({ start, end, text: added }: Edit): boolean =>
    start === end &&
    (start === text.length ? text.endsWith('\n') : starts.includes(start)) &&
    added.endsWith('\n');
  const chunks: Chunk[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const between = isBetween(edit);
    const from = edit.start === text.length && between ? starts.length : lineOf(edit.start);
    const to = between ? from : lineOf(Math.max(edit.start, edit.end - 1)) + 1;
    const last = chunks.at(-1);
    if (last !== undefined && from <= last.to) {
      chunks[chunks.length - 1] = {
        from: last.from,
        to: Math.max(to, last.to),
        edits: [...last.edits, edit],
      };
    } else chunks.push({ from, to, edits: [edit] });
  }
  return chunks;
};

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

const marked = (sign: string, text: string): readonly string[] => {
  const lines = linesOf(text).map((line) => `${sign}${line}`);
  return text !== '' && !text.endsWith('\n') ? [...lines, '\\ No newline at end of file'] : lines;
};

/** Edits of a text as a patch in the unified format, which `git apply` and `patch` take; empty where there is none. */
export const unifiedPatch = (file: string, text: string, edits: readonly Edit[]): string => {
  const starts = startsOfLines(text);
  const chunks = chunksOf(text, starts, edits);
  const offsetOf = (line: number): number => starts[line] ?? text.length;
  const slice = (from: number, to: number): string => text.slice(offsetOf(from), offsetOf(to));
  const hunks: Chunk[][] = [];
  for (const chunk of chunks) {
    const before = hunks.at(-1);
    if (before !== undefined && chunk.from - (before.at(-1)?.to ?? 0) <= context * 2) before.push(chunk);
    else hunks.push([chunk]);
  }
  let shift = 0;
  const written = hunks.flatMap((hunk) => {
    const first = hunk[0]?.from ?? 0;
    const last = hunk.at(-1)?.to ?? 0;
    const [from, to] = [Math.max(0, first - context), Math.min(starts.length, last + context)];
    const lines: string[] = [];
    let at = from;
    for (const { from: start, to: end, edits: own } of hunk) {
      lines.push(...marked(' ', slice(at, start)));
      const old = slice(start, end);
      const moved = own.map((edit) => ({
        ...edit,
        start: edit.start - offsetOf(start),
        end: edit.end - offsetOf(start),
      }));
      lines.push(...marked('-', old), ...marked('+', applyEdits(old, moved).text));
      at = end;
    }
    lines.push(...marked(' ', slice(at, to)));
    const added = lines.filter((line) => line.startsWith('+')).length;
    const removed = lines.filter((line) => line.startsWith('-')).length;
    const kept = lines.filter((line) => line.startsWith(' ')).length;
    const head = `@@ -${from + 1},${kept + removed} +${from + 1 + shift},${kept + added} @@`;
    shift += added - removed;
    return [head, ...lines];
  });
  return written.length === 0 ? '' : `${[`--- a/${file}`, `+++ b/${file}`, ...written].join('\n')}\n`;
};
