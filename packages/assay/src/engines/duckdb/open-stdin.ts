import { createWriteStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { TextOptions } from '../../domain/source.ts';
import type { OpenOptions, OpenTable } from '../engine.ts';
import { refuseEmpty } from '../files/plain-text.ts';
import { openFound } from './open-files.ts';
import type { Workshop } from './workshop.ts';

/** Standard input, spooled to a file first because it is read more than once. */
export const openStdin = async (
  shop: Workshop,
  options: OpenOptions,
  textOptions: TextOptions,
): Promise<OpenTable> => {
  const path = shop.work.file('standard-input');
  await pipeline(
    process.stdin,
    createWriteStream(path),
    ...(options.signal ? [{ signal: options.signal }] : []),
  );
  const { size, mtime } = statSync(path);
  if (size === 0) return refuseEmpty('standard input');
  const opened = await openFound(
    shop,
    [{ path, sizeBytes: size, modifiedAt: mtime.toISOString() }],
    options,
    textOptions,
    'standard input',
  );
  const unnamed = <T extends { readonly path: string }>(file: T): T =>
    file.path === path ? { ...file, path: '-' } : file;
  const words = (text: string): string => text.replaceAll(path, 'standard input');
  return {
    ...opened,
    ...(opened.files === undefined ? {} : { files: { files: opened.files.files.map(unnamed) } }),
    notes: opened.notes.map((note) => ({
      ...note,
      message: words(note.message),
      where: note.where.file === path ? { ...note.where, file: '-' } : note.where,
    })),
  };
};
