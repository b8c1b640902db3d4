import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeWhole } from '../../src/project/write-whole.ts';

test('a link stays a link, what stood beside the file stays, and nothing unfinished is left', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-whole-'));
  try {
    writeFileSync(join(folder, 'kept.yaml'), 'before');
    writeFileSync(join(folder, 'kept.yaml.unfinished'), 'a file of its own');
    symlinkSync('kept.yaml', join(folder, 'link.yaml'));
    writeWhole(join(folder, 'link.yaml'), 'after');
    expect(lstatSync(join(folder, 'link.yaml')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'kept.yaml'), 'utf8')).toBe('after');
    expect(readFileSync(join(folder, 'kept.yaml.unfinished'), 'utf8')).toBe('a file of its own');
    expect(readdirSync(folder)).toHaveLength(3);
    expect(() => writeWhole(join(folder, 'none', 'x.yaml'), 'x')).toThrow('ENOENT');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
