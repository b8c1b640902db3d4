import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, type Edit } from '../../src/contract/convert/edits.ts';
import { unifiedPatch } from '../../src/contract/suggest/unified-patch.ts';

const patched = (text: string, edits: readonly Edit[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-patch-'));
  try {
    writeFileSync(join(folder, 'a.yaml'), text);
    writeFileSync(join(folder, 'it.patch'), unifiedPatch('a.yaml', text, edits));
    execFileSync('git', ['apply', '--unidiff-zero', 'it.patch'], { cwd: folder, stdio: 'pipe' });
    return readFileSync(join(folder, 'a.yaml'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const lines = (count: number): readonly string[] =>
  Array.from({ length: count }, (_unused, index) => `key${index}: value ${index}\n`);

/** Insertions of whole lines, and replacements within one line. */
const edited = fc
  .tuple(
    fc.integer({ min: 1, max: 30 }),
    fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 6 }),
    fc.boolean(),
  )
  .map(([count, at, replaces]) => {
    const starts = [0];
    for (const line of lines(count)) starts.push((starts.at(-1) ?? 0) + line.length);
    const text = lines(count).join('');
    const edits = at
      .filter((line) => line <= count)
      .map((line): Edit => {
        const start = starts[line] ?? text.length;
        return replaces && line < count
          ? { start: start + 3, end: start + 4, text: 'X' }
          : { start, end: start, text: `new: ${line}\n` };
      });
    return { text, edits };
  });

test('git applies the patch, and gets what the edits make', () => {
  fc.assert(
    fc.property(edited, ({ text, edits }) => {
      fc.pre(edits.length > 0);
      expect(patched(text, edits)).toBe(applyEdits(text, edits).text);
    }),
    { numRuns: 40, seed: 3 },
  );
});

test('a file without a line end at its end', () => {
  const text = 'a: 1\nb: 2';
  expect(patched(text, [{ start: 3, end: 4, text: '7' }])).toBe('a: 7\nb: 2');
  expect(patched(text, [{ start: text.length, end: text.length, text: '\nc: 3\n' }])).toBe(
    'a: 1\nb: 2\nc: 3\n',
  );
});

test('no edits, no patch', () => {
  expect(unifiedPatch('a.yaml', 'a: 1\n', [])).toBe('');
});
