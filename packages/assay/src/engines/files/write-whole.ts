import { randomBytes } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { Refusal, refuse } from '../../domain/problem.ts';
import { sync } from './sync.ts';

/** Formats a result can be written in, by the extension of the file. */
export type ExportFormat = 'parquet' | 'csv' | 'ndjson';
const formats: Readonly<Record<string, ExportFormat>> = {
  '.parquet': 'parquet',
  '.csv': 'csv',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
};

export const exportFormat = (path: string): ExportFormat =>
  formats[extname(path).toLowerCase()] ??
  refuse('output-unwritable', `rows cannot be written as ${path}`, 'use .parquet, .csv or .ndjson', {
    file: path,
  });

/** Makes a file appear under its name whole, or not at all: `write` fills a neighbour, which is made durable and renamed. */
export const writeWhole = async (
  path: string,
  write: (unfinished: string) => Promise<void>,
): Promise<void> => {
  const unfinished = `${path}.${randomBytes(4).toString('hex')}.unfinished`;
  try {
    await write(unfinished);
    sync(unfinished);
    renameSync(unfinished, path);
    sync(dirname(path));
  } catch (cause) {
    rmSync(unfinished, { force: true });
    const code = (cause as NodeJS.ErrnoException).code;
    if (
      cause instanceof Refusal ||
      code === undefined ||
      (cause as NodeJS.ErrnoException).syscall === undefined
    )
      throw cause;
    refuse(
      'output-unwritable',
      `${path} cannot be written: ${(cause as Error).message}`,
      'check free space and permission',
      { file: path },
      cause,
    );
  }
};
