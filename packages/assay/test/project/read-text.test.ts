import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readText } from '../../src/project/read-text.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-text-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (bytes: Uint8Array): string => {
  const path = join(folder, 'c.yaml');
  writeFileSync(path, bytes);
  return path;
};

test('a text keeps its byte order mark', () => {
  expect(readText(file(Buffer.from('\uFEFFa: Köln\n')), 'config-invalid')).toBe('\uFEFFa: Köln\n');
});

test.each([
  ['latin1', 'a: Köln\n'],
  ['utf16le', '\uFEFFa: 1\nb: é'],
] as const)('a text in %s is refused, for its letters would be others', (encoding, text) => {
  expect(() => readText(file(Buffer.from(text, encoding)), 'contract-not-found', 'c.yaml')).toThrow(
    'c.yaml is not UTF-8',
  );
});
