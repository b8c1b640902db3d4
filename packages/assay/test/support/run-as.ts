import { expect } from 'vitest';
import { type CliResult, runCli } from './run-cli.ts';

/** Runs a command line as somebody in a folder, without progress; its words hold no spaces. */
export const runAs = (
  cwd: string,
  actor: string,
  line: string,
  env: Readonly<Record<string, string>> = {},
): Promise<CliResult> =>
  runCli([...line.split(' '), '--quiet'], { cwd, env: { ASSAY_ACTOR: actor, ...env } });

export interface Parser<T> {
  readonly parse: (value: unknown) => T;
}

/** What a command printed as JSON, by its schema; that it said nothing else, and how it ended, is expected. */
export const printedAs = <T>(schema: Parser<T>, { stdout, stderr, code }: CliResult, ended = 0): T => {
  expect(stderr).toBe('');
  expect(code, stdout).toBe(ended);
  return schema.parse(JSON.parse(stdout));
};
