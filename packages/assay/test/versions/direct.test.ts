import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copyHashing, largest } from '../../src/versions/objects/copy-hashing.ts';
import { openDirectly } from '../../src/versions/objects/direct.ts';
import { folderPerTest } from '../support/test-folder.ts';

const { at } = folderPerTest();

const zeros = Buffer.alloc(largest);
const contents: Readonly<Record<string, Buffer>> = {
  'whole parts': randomBytes(3 * largest),
  'a part that is not whole at its end': randomBytes(2 * largest + 77),
  'one part and a byte': randomBytes(largest + 1),
  'a hole in the middle': Buffer.concat([randomBytes(largest), zeros, randomBytes(largest + 5)]),
  'a hole at the end': Buffer.concat([randomBytes(largest), zeros, zeros]),
};

const copied = async (bytes: Buffer, folder: string) => {
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  writeFileSync(from, bytes);
  const files = [openSync(from, 'r'), openSync(to, 'wx', 0o600)];
  const direct = openDirectly(to);
  try {
    const id = await copyHashing({ from: files[0] ?? 0, to: files[1] ?? 0, direct });
    return { id, wasDirect: direct !== undefined, found: readFileSync(to), size: statSync(to).size };
  } finally {
    for (const file of [...files, ...(direct === undefined ? [] : [direct])]) closeSync(file);
  }
};

const idOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

describe('a large file is written past the cache, where that can be', () => {
  test.each(Object.entries(contents))('%s', async (_what, bytes) => {
    const { id, found, size } = await copied(bytes, at('.'));
    expect(id).toBe(idOf(bytes));
    expect(size).toBe(bytes.length);
    expect(found.equals(bytes)).toBe(true);
  });

  test.skipIf(!existsSync('/dev/shm'))(
    'and through it, where that cannot be: a file system in memory',
    async () => {
      const folder = mkdtempSync('/dev/shm/assay-test-');
      try {
        const bytes = randomBytes(2 * largest + 9);
        const { id, found } = await copied(bytes, folder);
        expect(id).toBe(idOf(bytes));
        expect(found.equals(bytes)).toBe(true);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );

  test('what is not there is told, and what is there is left as it is', () => {
    writeFileSync(at('kept'), 'x');
    expect(() => openDirectly(at('gone'))).toThrow('ENOENT');
    const file = openDirectly(at('kept'));
    if (file !== undefined) closeSync(file);
    expect(readFileSync(at('kept'), 'utf8')).toBe('x');
  });
});
