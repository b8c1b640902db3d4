import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { contentOf } from '../../src/engines/files/content.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-content-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = (name: string, bytes: string | Buffer): string => {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
};
const known = (path: string): string => contentOf(path) ?? expect.fail(`${path} is not known`);

describe('what files hold', () => {
  test('is the same under another name, in another folder and at another time', () => {
    const path = written('one.csv', 'a\n1\n');
    const copy = written('b/two.csv', 'a\n1\n');
    utimesSync(copy, 1, 1);
    expect(known(copy)).toBe(known(path));
    expect(known(path)).toMatch(/^[0-9a-f]{32}$/);
  });

  test('is another with one byte changed, up to 1 MB wherever it is', () => {
    const bytes = Buffer.alloc(1024 * 1024, 'a');
    const before = known(written('large.csv', bytes));
    for (const at of [0, 300_001, 777_777, bytes.length - 1]) {
      const other = Buffer.from(bytes);
      other[at] = 98;
      expect(known(written('large.csv', other))).not.toBe(before);
    }
  });

  test.each([1, 65_536, 65_537, 131_073, 700_001])('of %i bytes is another with any one changed', (size) => {
    const bytes = Buffer.alloc(size, 'a');
    const before = known(written('some.csv', bytes));
    for (let at = 0; at < size; at += 21_845) {
      const other = Buffer.from(bytes);
      other[at] = 98;
      expect(known(written('some.csv', other))).not.toBe(before);
    }
  });

  test('beyond that is told by its size, its ends and the blocks between', () => {
    const bytes = Buffer.alloc(3_000_000, 'a');
    const before = known(written('huge.csv', bytes));
    expect(known(written('huge.csv', Buffer.concat([bytes, Buffer.from('a')])))).not.toBe(before);
    for (const at of [0, bytes.length - 1]) {
      const other = Buffer.from(bytes);
      other[at] = 98;
      expect(known(written('huge.csv', other))).not.toBe(before);
    }
  });

  test('of several holds their names below the folder they share, since folders may be columns', () => {
    for (const year of ['2025', '2026']) written(`from/year=${year}/p.csv`, `a\n${year}\n`);
    for (const year of ['2025', '2026']) written(`to/year=${year}/p.csv`, `a\n${year}\n`);
    expect(known(join(folder, 'to'))).toBe(known(join(folder, 'from')));
    written('moved/year=2024/p.csv', 'a\n2025\n');
    written('moved/year=2026/p.csv', 'a\n2026\n');
    expect(known(join(folder, 'moved'))).not.toBe(known(join(folder, 'from')));
  });

  test('is not known where there is no file', () => {
    expect(contentOf(join(folder, 'gone.csv'))).toBeUndefined();
  });
});
