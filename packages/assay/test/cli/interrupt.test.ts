import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';

/** A rule whose query no machine finishes: a cross join of the table with itself, three times. */
const endless = `apiVersion: v3.1.0
kind: DataContract
id: endless
version: 1.0.0
status: active
schema:
  - name: numbers
    quality:
      - {id: endless, type: sql, mustBe: 0,
         query: "SELECT count(*) FROM {object} a, {object} b, {object} c WHERE a.n + b.n + c.n < 0"}
    properties: [{name: n, logicalType: integer}]
`;

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-interrupt-'));
  mkdirSync(join(cwd, 'tmp'));
  writeFileSync(join(cwd, 'endless.odcs.yaml'), endless);
  writeFileSync(
    join(cwd, 'numbers.csv'),
    `n\n${Array.from({ length: 20_000 }, (_unused, index) => index).join('\n')}\n`,
  );
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

test.each(['SIGINT', 'SIGHUP'] as const)(
  'an interrupted check ends with 130 and leaves nothing half-written: %s',
  async (interruptBy) => {
    const { code, stdout, stderr } = await runCli(
      ['check', 'numbers.csv', '-c', 'endless.odcs.yaml', '--json'],
      {
        cwd,
        env: { TMPDIR: join(cwd, 'tmp') },
        interruptWhen: /measuring numbers/,
        interruptBy,
      },
    );
    expect(stderr).toContain('interrupted');
    expect(code).toBe(130);
    expect(stdout).toBe('');
    expect(existsSync(join(cwd, '.assay', 'quarantine'))).toBe(false);
    expect(readdirSync(join(cwd, 'tmp')).filter((name) => name.startsWith('assay'))).toEqual([]);
  },
);

test('a reader that closes the output early ends it quietly', () => {
  const assay = resolve(import.meta.dirname, '../../bin/assay.js');
  const piped = `"${process.execPath}" --conditions=assay-source "${assay}" explain --json | head -c 1; exit \${PIPESTATUS[0]}`;
  const run = spawnSync('bash', ['-c', piped], { cwd, encoding: 'utf8' });
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
});
