import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseContract } from '../../src/contract/parse-contract.ts';
import type { InitReport } from '../../src/domain/init-report.ts';
import type { Run } from '../../src/domain/run.ts';
import { checkDatasets } from '../../src/operations/check.ts';
import { initProject } from '../../src/operations/init/init.ts';
import { initReport } from '../../src/operations/init/init-report.ts';
import { keepingNothing } from '../../src/operations/keeping.ts';
import { readProject } from '../../src/project/project.ts';

export interface InFolder {
  readonly report: InitReport;
  readonly contractOf: (name: string) => string;
  /** Gates a source, or with none every dataset of the project. */
  readonly check: (source?: string, contract?: string) => Promise<readonly Run[]>;
}

/** Runs init in a folder of its own, gone afterwards. */
export const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-init-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export const initIn = async (
  folder: string,
  paths: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<InFolder> => {
  const variables = { env, vars: {} };
  const done = await initProject({ paths, cwd: folder, env });
  return {
    report: initReport(done),
    contractOf: (name) => readFileSync(join(folder, `${name}.odcs.yaml`), 'utf8'),
    check: (source, contract) =>
      checkDatasets(
        readProject(folder, variables),
        {
          cwd: folder,
          ...(source === undefined ? {} : { sources: [source] }),
          ...(contract === undefined ? {} : { contract }),
        },
        keepingNothing,
      ),
  };
};

/** The contract with every question made a rule. */
export const uncommented = (contract: string): string =>
  contract.replaceAll(/^(\s*)# (?!review: |Drafted by |A line after )/gm, '$1');

/** What is wrong with a contract, notes included. */
export const problemsOf = (contract: string): readonly string[] =>
  parseContract(contract, 'drafted.odcs.yaml', { strict: true }).problems.map(({ message }) => message);

/** Mulberry32, so that every run sees the same data. */
export const randomOf = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export const normalOf = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
