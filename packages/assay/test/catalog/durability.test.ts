import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCatalog } from '../../src/catalog/catalog.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-durable-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const writer = (prefix: string, count: number): ChildProcess =>
  spawn(process.execPath, [join(import.meta.dirname, 'write-runs.ts'), folder, prefix, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** The ids a writer acknowledged; it is killed after `killAfter` of them. */
const acknowledged = async (
  child: ChildProcess,
  killAfter = Number.POSITIVE_INFINITY,
): Promise<readonly string[]> => {
  const ids: string[] = [];
  const ended = once(child, 'exit');
  if (child.stdout === null) throw new Error('no output');
  for await (const line of createInterface(child.stdout)) {
    ids.push(line);
    if (ids.length === killAfter) child.kill('SIGKILL');
  }
  await ended;
  return ids;
};

const stored = async (): Promise<readonly string[]> => {
  const catalog = await openCatalog(folder);
  try {
    const runs = await catalog.runs.list({ limit: 10_000 });
    for (const { id } of runs) expect((await catalog.runs.get(id))?.verdicts).toHaveLength(20);
    return runs.map(({ id }) => id);
  } finally {
    await catalog.close();
  }
};

test('a run that was acknowledged survives kill -9 of its writer, whole', async () => {
  for (const killAfter of [1, 7, 40]) {
    const ids = await acknowledged(writer(`k${killAfter}-`, 100_000), killAfter);
    expect(ids.length).toBeGreaterThanOrEqual(killAfter);
    expect(await stored()).toEqual(expect.arrayContaining([...ids]));
  }
});

test('two writers that begin the same catalog at once lose nothing', async () => {
  const both = await Promise.all([acknowledged(writer('a', 50)), acknowledged(writer('b', 50))]);
  expect(both.map((ids) => ids.length)).toEqual([50, 50]);
  expect([...(await stored())].sort()).toEqual(both.flat().sort());
});
