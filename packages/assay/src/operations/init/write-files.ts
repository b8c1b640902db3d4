import { existsSync, linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal, refuse } from '../../domain/problem.ts';
import { writeWhole } from '../../project/write-whole.ts';

const cannot = (file: string, cause: unknown): never => {
  const words = cause instanceof Error ? cause.message : String(cause);
  return refuse('output-unwritable', words, 'allow writing there', { file }, cause);
};

/** Writes a file whole; one that exists is never touched. */
const writeNew = (folder: string, file: string, text: string): void => {
  const path = join(folder, file);
  const unfinished = `${path}.unfinished`;
  try {
    writeFileSync(unfinished, text, { flush: true });
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

/** Git is to leave what runs keep alone. True where the file was changed. */
const ignoreAssay = (folder: string): boolean => {
  const path = join(folder, '.gitignore');
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (/^\/?\.assay\/?\s*$/m.test(before)) return false;
  writeWhole(path, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}.assay/\n`);
  return true;
};

/** Writes all files or none, in their order; returns what was written. */
export const writeFiles = (
  folder: string,
  files: readonly (readonly [file: string, text: string])[],
): readonly string[] => {
  const written: string[] = [];
  try {
    for (const [file, text] of files) {
      writeNew(folder, file, text);
      written.push(file);
    }
    return ignoreAssay(folder) ? [...written, '.gitignore'] : written;
  } catch (cause) {
    for (const file of written) unlinkSync(join(folder, file));
    if (cause instanceof Refusal) throw cause;
    return cannot(folder, cause);
  }
};
