import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CatalogPlace, places } from './places.ts';

/** The lines of a script, for a writer the ids it acknowledged; it is killed after `killAfter` of them. */
const linesOf = async (
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

describe.each(places)('on $name', ({ begin }) => {
  let place: CatalogPlace;
  beforeEach(async () => {
    place = await begin();
  });
  afterEach(() => place.remove());

  const script = (name: string, ...args: readonly string[]): ChildProcess =>
    spawn(
      process.execPath,
      [
        join(import.meta.dirname, name),
        place.folder,
        ...args,
        ...(place.url === undefined ? [] : [place.url]),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );

  const writer = (prefix: string, count: number): ChildProcess =>
    script('write-runs.ts', prefix, String(count));

  const stored = async (): Promise<readonly string[]> => {
    const catalog = await place.open();
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
      const ids = await linesOf(writer(`k${killAfter}-`, 100_000), killAfter);
      expect(ids.length).toBeGreaterThanOrEqual(killAfter);
      expect(await stored()).toEqual(expect.arrayContaining([...ids]));
    }
  });

  test('two writers that begin the same catalog at once lose nothing', async () => {
    const both = await Promise.all([linesOf(writer('a', 50)), linesOf(writer('b', 50))]);
    expect(both.map((ids) => ids.length)).toEqual([50, 50]);
    expect([...(await stored())].sort()).toEqual(both.flat().sort());
  });

  test('many threads that begin a catalog at the same moment all get it', async () => {
    expect(await linesOf(script('write-at-once.ts', '20'))).toEqual([]);
  });
});
