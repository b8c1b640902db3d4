import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const server = pathToFileURL(join(import.meta.dirname, 'support', 'postgres-server.ts')).href;

test('a run that used the test server ends with the exit code it was given', () => {
  const script = `
    const { default: setup } = await import(${JSON.stringify(server)});
    const stop = await setup({ provide: () => undefined });
    await stop?.();
    process.exitCode = 7;`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    env: { ...process.env, ASSAY_TEST_POSTGRES_URL: undefined },
  });
  expect(status, stderr).toBe(7);
});
