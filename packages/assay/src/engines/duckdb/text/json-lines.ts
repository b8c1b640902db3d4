import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { refuse } from '../../../domain/problem.ts';
import type { OpenOptions } from '../../engine.ts';
import { byteWindow } from '../../files/csv/byte-window.ts';
import { lineEnd, nextLine } from '../../files/csv/record.ts';
import { hivePart, type PlainText } from '../../files/plain-text.ts';
import { countingRejects, type Rejects } from '../../files/rejects.ts';
import type { Workshop } from '../workshop.ts';
import { endsTooEarly, lineProblem, longestObject } from './json-line.ts';

/** A JSON text, and where its rows are read from. */
export interface JsonFile extends Rejects {
  readonly text: PlainText;
  readonly path: string;
}

const chunkSize = 1024 * 1024;

interface Line {
  readonly bytes: Buffer;
  /** The file ends with it, and not with a line end. */
  readonly cut: boolean;
  readonly tooLong: boolean;
}

/** The lines of a text one after another. Of one that is too long its beginning only. */
async function* linesOf(file: number, signal: AbortSignal | undefined): AsyncGenerator<Line> {
  const window = byteWindow(file, longestObject);
  for (let step = 1; ; step += 1) {
    if (step % 20_000 === 0) {
      await setImmediate();
      signal?.throwIfAborted();
    }
    const end = lineEnd(window.bytes, window.at);
    if (end !== -1 && (end + 1 < window.bytes.length || window.last)) {
      yield { bytes: window.bytes.subarray(window.at, end), cut: false, tooLong: false };
      window.at = nextLine(window.bytes, window.at);
    } else if (window.last) {
      if (window.at < window.bytes.length)
        yield { bytes: window.bytes.subarray(window.at), cut: true, tooLong: false };
      return;
    } else if (window.bytes.length - window.at > longestObject) {
      yield { bytes: window.bytes.subarray(window.at, window.at + 1), cut: false, tooLong: true };
      window.leaveLine();
    } else window.fill();
  }
}

const problemOf = ({ bytes, tooLong }: Line, { undecodable, encoding }: PlainText): string | undefined => {
  if (tooLong) return `longer than ${longestObject / 1024 / 1024} MiB`;
  if (!isUtf8(bytes)) return 'not valid UTF-8';
  const text = bytes.toString('utf8');
  return undecodable && text.includes('\ufffd') ? `not valid ${encoding}` : lineProblem(text);
};

const isBlank = ({ bytes, tooLong }: Line): boolean =>
  !tooLong && bytes.every((byte) => byte === 32 || byte === 9);

/** Keeps the lines that are JSON objects; counts the others with their lines. */
export const goodLines = async (shop: Workshop, text: PlainText, options: OpenOptions): Promise<JsonFile> => {
  const path = shop.work.file(`${hivePart(text.found.path)}rows.ndjson`);
  const [input, output] = [openSync(text.path, 'r'), openSync(path, 'w')];
  const rejects = countingRejects();
  let [number, kept, size] = [0, 0, 0];
  let waiting: Buffer[] = [];
  let truncated: string | undefined;
  const flush = (): void => {
    writeFileSync(output, Buffer.concat(waiting));
    [waiting, size] = [[], 0];
  };
  try {
    for await (const line of linesOf(input, options.signal)) {
      number += 1;
      if (isBlank(line)) continue;
      const reason = problemOf(line, text);
      if (reason === undefined) {
        kept += 1;
        waiting.push(line.bytes, Buffer.from('\n'));
        size += line.bytes.length;
        if (size > chunkSize) flush();
        continue;
      }
      if (line.cut && reason === endsTooEarly) truncated = 'the last line ends in the middle of an object';
      rejects.reject(number, reason);
    }
    flush();
  } finally {
    closeSync(input);
    closeSync(output);
  }
  const all = rejects.all(truncated);
  const [first] = all.rejected;
  if (kept === 0)
    refuse(
      'source-unreadable',
      `${text.found.path}: no line is a JSON object${first === undefined ? '' : `; line ${first.line}: ${first.reason}`}`,
      'write one object on each line',
      { file: text.found.path, line: first?.line ?? 1 },
    );
  return { ...all, text, path };
};
