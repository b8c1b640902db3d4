import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal, refuse } from '../../domain/problem.ts';
import { writeWhole } from '../../project/write-whole.ts';

/** A file to write: a new one, or one that takes the place of the text `before`. */
export interface FileToWrite {
  readonly file: string;
  readonly text: string;
  readonly before?: string;
}

const cannot = (file: string, cause: unknown): never => {
  const words = cause instanceof Error ? cause.message : String(cause);
  return refuse('output-unwritable', words, 'allow writing there', { file }, cause);
};

/** Writes a file whole; one that exists is never touched. */
export const writeNew = (path: string, file: string, text: string): void => {
  const unfinished = `${path}.${randomBytes(4).toString('hex')}.unfinished`;
  try {
    writeFileSync(unfinished, text, { flag: 'wx', flush: true });
    linkSync(unfinished, path);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')
      refuse('output-unwritable', `${file} is there already`, 'move it away, or start in another folder', {
        file,
      });
    cannot(file, cause);
  } finally {
    rmSync(unfinished, { force: true });
  }
};

/** Writes one file; returns how to take that back. */
const write = (folder: string, { file, text, before }: FileToWrite): (() => void) => {
  const path = join(folder, file);
  if (before === undefined) {
    writeNew(path, file, text);
    return () => unlinkSync(path);
  }
  if (readFileSync(path, 'utf8') !== before)
    refuse('output-unwritable', `${file} was changed meanwhile`, 'run assay init again', { file });
  writeWhole(path, text);
  return () => writeWhole(path, before);
};

/** Git is to leave what runs keep alone. */
const gitignore = (folder: string): readonly FileToWrite[] => {
  const file = '.gitignore';
  const path = join(folder, file);
  if (!existsSync(path)) return [{ file, text: '.assay/\n' }];
  const before = readFileSync(path, 'utf8');
  if (/^\/?\.assay\/?\s*$/m.test(before)) return [];
  return [{ file, before, text: `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}.assay/\n` }];
};

/** Writes all files and a line in `.gitignore`, or none, in their order; returns what was written. */
export const writeFiles = (folder: string, files: readonly FileToWrite[]): readonly string[] => {
  const takeBack: (() => void)[] = [];
  try {
    const all = [...files, ...gitignore(folder)];
    for (const one of all) takeBack.unshift(write(folder, one));
    return all.map(({ file }) => file);
  } catch (cause) {
    for (const undo of takeBack) undo();
    if (cause instanceof Refusal) throw cause;
    return cannot(folder, cause);
  }
};
