import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractText } from '../support/contract-text.ts';

const property = '{name: temp, logicalType: number, logicalTypeOptions: {maximum: 31}}';
const warning =
  '{name: batch, logicalType: string, quality: [{id: filled, type: library, metric: nullValues, mustBe: 0, severity: warning}]}';

/** Rows by what the gate says of them. */
export const batches = {
  admit: 'temp,batch\n20.5,a\n21.5,b\n',
  warn: 'temp,batch\n20.5,a\n21.5,\n',
  block: 'temp,batch\n20.5,a\n99,b\n98,c\n',
} as const;
export type Batch = keyof typeof batches;

export const write = (folder: string, batch: Batch): void =>
  writeFileSync(join(folder, 'data', 'readings.csv'), batches[batch]);

/** A Git repository with a project of one dataset. */
export const gatedFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-gated-'));
  mkdirSync(join(folder, 'data'));
  writeFileSync(
    join(folder, 'assay.yaml'),
    'version: 1\ndatasets:\n  readings: {path: data/readings.csv, contract: readings.odcs.yaml}\n',
  );
  writeFileSync(join(folder, 'readings.odcs.yaml'), contractText('readings', property, warning));
  write(folder, 'admit');
  for (const args of [
    ['init', '--quiet', '--initial-branch=main'],
    ['add', '.'],
    ['-c', 'user.name=t', '-c', 'user.email=t@localhost', 'commit', '--quiet', '-m', 'first'],
  ])
    execFileSync('git', args, { cwd: folder });
  return folder;
};
