import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { refuse } from '../../../domain/problem.ts';
import type { OpenOptions } from '../../engine.ts';
import type { Rejection } from '../../files/csv/rewrite.ts';
import { hivePart, type PlainText } from '../../files/plain-text.ts';
import type { Workshop } from '../workshop.ts';

/** A JSON text, and where its rows are read from. */
export interface JsonFile {
  readonly text: PlainText;
  readonly path: string;
  readonly rejected: readonly Rejection[];
  readonly rejectedCount: number;
  readonly truncated?: string;
}

/** Keeps the lines that are JSON objects; counts the others with their lines. */
export const goodLines = async (shop: Workshop, text: PlainText, options: OpenOptions): Promise<JsonFile> => {
  const path = shop.work.file(`${hivePart(text.found.path)}rows.ndjson`);
  const output = openSync(path, 'w');
  const rejected: Rejection[] = [];
  let [line, rejectedCount, kept] = [0, 0, 0];
  let lastBad: string | undefined;
  try {
    const lines = createInterface({
      input: createReadStream(text.path, options.signal ? { signal: options.signal } : {}),
      crlfDelay: Number.POSITIVE_INFINITY,
    });
    for await (const each of lines) {
      line += 1;
      const reason = each.trim() === '' ? undefined : lineProblem(each);
      lastBad = reason;
      if (reason !== undefined) {
        rejectedCount += 1;
        if (rejected.length < 20) rejected.push({ line, reason });
      } else if (each.trim() !== '') {
        writeSync(output, `${each}\n`);
        kept += 1;
      }
    }
  } finally {
    closeSync(output);
  }
  if (kept === 0)
    refuse(
      'source-unreadable',
      `${text.found.path}: no line is a JSON object; line 1: ${rejected[0]?.reason ?? 'empty'}`,
      'look at the file with a text editor',
      { file: text.found.path, line: 1 },
    );
  const cut = lastBad !== undefined && /unexpected end|unterminated/i.test(lastBad);
  return {
    text,
    path,
    rejected,
    rejectedCount,
    ...(cut ? { truncated: 'the last line ends in the middle of an object' } : {}),
  };
};

const lineProblem = (line: string): string | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? undefined
      : 'no JSON object';
  } catch (cause) {
    return `no JSON: ${cause instanceof Error ? cause.message.slice(0, 120) : String(cause)}`;
  }
};
