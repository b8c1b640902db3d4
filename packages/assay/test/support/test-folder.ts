import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';

/** A folder for tests, empty when they begin and gone after them. */
export interface TestFolder {
  readonly path: string;
  /** A path below it. */
  readonly at: (...parts: readonly string[]) => string;
  /** Writes a file by its path below it, with the folders that it lies in. */
  readonly write: (path: string, content: string | Uint8Array) => void;
}

type Hook = (work: () => void) => void;

const folderBetween = (before: Hook, after: Hook): TestFolder => {
  let path = '';
  before(() => {
    path = mkdtempSync(join(tmpdir(), 'assay-test-'));
  });
  after(() => rmSync(path, { recursive: true, force: true }));
  const at = (...parts: readonly string[]): string => join(path, ...parts);
  return {
    get path() {
      return path;
    },
    at,
    write: (file, content) => {
      mkdirSync(dirname(at(file)), { recursive: true });
      writeFileSync(at(file), content);
    },
  };
};

/** A folder of its own for each test of a file or suite. */
export const folderPerTest = (): TestFolder => folderBetween(beforeEach, afterEach);

/** One folder for all tests of a file or suite. */
export const folderPerSuite = (): TestFolder => folderBetween(beforeAll, afterAll);
