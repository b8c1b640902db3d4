import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { contractPath } from './contracts.ts';
import { assayCommand } from './install.ts';
import { here } from './paths.ts';
import { type RuleSetName, writeRules } from './rules.ts';

/** What a contestant is asked to do: judge a file by a rule set, or profile it. */
export type Task =
  | { readonly kind: 'check'; readonly rules: RuleSetName; readonly data: string }
  | { readonly kind: 'profile'; readonly data: string };

/** A tool of the benchmark. */
export interface Contestant {
  readonly id: string;
  readonly name: string;
  /** The one that the others are compared with; the floor under it; or a peer, whose script prints one JSON line. */
  readonly role: 'assay' | 'floor' | 'peer';
  /** What must be there for it to run. */
  readonly needs: string;
  /** The whole command, or undefined where it does not take part. */
  readonly command: (task: Task) => readonly string[] | undefined;
}

const script = (name: string) => join(here, 'peers', name);
const pythonOf = (venv: string) => join(here, '.venv', venv, 'bin', 'python');

const checkPeer = (id: string, name: string, venv: string): Contestant => ({
  id,
  name,
  role: 'peer',
  needs: pythonOf(venv),
  command: (task) =>
    task.kind === 'check'
      ? [pythonOf(venv), script(`${id.replaceAll('-', '_')}.py`), writeRules(task.rules), task.data]
      : undefined,
});

const profilePeer = (id: string, name: string): Contestant => ({
  id: `profile-${id}`,
  name,
  role: 'peer',
  needs: pythonOf('frames'),
  command: (task) =>
    task.kind === 'profile' ? [pythonOf('frames'), script(`profile_${id}.py`), task.data] : undefined,
});

const assay: Contestant = {
  id: 'assay',
  name: 'Assay',
  role: 'assay',
  needs: assayCommand,
  command: (task) =>
    task.kind === 'check'
      ? [assayCommand, 'check', task.data, '-c', contractPath(task.rules)]
      : [assayCommand, 'profile', task.data],
};

const floor: Contestant = {
  id: 'floor',
  name: 'Node with DuckDB alone (`select 1`)',
  role: 'floor',
  needs: process.execPath,
  command: (task) =>
    task.kind === 'check' && task.rules === 'small' ? [process.execPath, script('floor.mjs')] : undefined,
};

const summarize: Contestant = {
  id: 'profile-summarize',
  name: 'DuckDB SUMMARIZE, the DuckDB of Assay',
  role: 'peer',
  needs: process.execPath,
  command: (task) =>
    task.kind === 'profile' ? [process.execPath, script('profile_duckdb.mjs'), task.data] : undefined,
};

/** All contestants, in the order in which they run and are listed. */
export const contestants: readonly Contestant[] = [
  assay,
  floor,
  checkPeer('pointblank-polars', 'Pointblank on Polars', 'frames'),
  checkPeer('cuallee-duckdb', 'cuallee on DuckDB', 'frames'),
  checkPeer('cuallee-polars', 'cuallee on Polars', 'frames'),
  checkPeer('soda-duckdb', 'Soda Core on DuckDB', 'soda'),
  checkPeer('pandera-polars', 'Pandera on Polars', 'frames'),
  checkPeer('datacontract-duckdb', 'datacontract-cli on DuckDB', 'datacontract'),
  checkPeer('great-expectations-pandas', 'Great Expectations on pandas', 'gx'),
  summarize,
  profilePeer('duckdb', 'DuckDB SUMMARIZE from Python'),
  profilePeer('polars', 'Polars `describe`'),
  profilePeer('pointblank', 'Pointblank `DataScan` on Polars'),
  profilePeer('pandas', 'pandas `describe`'),
];

/** Whether what the contestant needs is installed. */
export const isInstalled = ({ needs }: Contestant) => existsSync(needs);
