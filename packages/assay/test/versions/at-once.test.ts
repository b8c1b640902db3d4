import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { versionLog } from '../../src/operations/versions/log.ts';
import { tidyObjects } from '../../src/operations/versions/tidy.ts';
import { verifyVersions } from '../../src/operations/versions/verify.ts';
import { readProject } from '../../src/project/project.ts';
import { folderPerTest } from '../support/test-folder.ts';

const folder = folderPerTest();

/** Adds again and again in a process of its own; gives what it acknowledged, also where it is killed after so many milliseconds. */
const adder = async (
  name: string,
  rounds: number,
  seed: number,
  killAfter?: number,
): Promise<readonly string[]> => {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'write-versions.ts'), folder.path, name, String(rounds), String(seed)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  if (killAfter !== undefined) void sleep(killAfter).then(() => child.kill('SIGKILL'));
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) lines.push(line);
  const [code] = await ended;
  if (killAfter === undefined) expect(code).toBe(0);
  return lines;
};

const names = async (): Promise<ReadonlySet<string>> =>
  new Set(
    (await versionLog(folder.path, undefined, 100_000, 'a')).versions.map(
      ({ number, record }) => `${record.name}@v${number}`,
    ),
  );

test('what several processes add while another tidies up without grace is all there, whole', async () => {
  const project = readProject(folder.path, { env: {}, vars: {} });
  let isDone = false;
  const adding = Promise.all([adder('one', 15, 1), adder('two', 15, 2), adder('two', 15, 3)]).finally(() => {
    isDone = true;
  });
  let swept = 0;
  while (!isDone) {
    swept += (await tidyObjects(project, { graceDays: 0, dryRun: false })).objects;
    await sleep(5);
  }
  const acknowledged = (await adding).flat();
  const known = await names();
  for (const version of acknowledged) expect(known).toContain(version);
  expect((await verifyVersions(folder.path, { deep: true })).damage).toEqual([]);
  expect(swept).toBeGreaterThanOrEqual(0);
});

test('what was acknowledged before kill -9 is there, whole; what was not leaves no half of it', async () => {
  for (let round = 0; round < 8; round += 1) {
    const acknowledged = await adder('killed', 1000, round, 500 + 97 * round);
    const known = await names();
    for (const version of acknowledged) expect(known).toContain(version);
    expect((await verifyVersions(folder.path, { deep: true })).damage).toEqual([]);
  }
  await tidyObjects(readProject(folder.path, { env: {}, vars: {} }), { graceDays: 0, dryRun: false });
  expect((await verifyVersions(folder.path, { deep: true })).damage).toEqual([]);
});
