import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { problem, Refusal } from '../domain/problem.ts';

/** Writes a file whole or not at all. Throws `Refusal` where that is not allowed. */
export const writeWhole = (file: string, text: string): void => {
  const unfinished = `${file}.unfinished`;
  try {
    const handle = openSync(unfinished, 'w');
    try {
      writeSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(unfinished, file);
  } catch (cause) {
    rmSync(unfinished, { force: true });
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new Refusal([problem('output-unwritable', words, 'allow writing there', { file })], { cause });
  }
};
