import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { assayCommand } from '../check/install.ts';
import { root } from '../check/paths.ts';

/** A tool that keeps versions: its commands in a project folder that has the data in `data`. */
export interface Contestant {
  readonly id: 'assay' | 'unsynced' | 'dvc';
  readonly name: string;
  readonly version: readonly string[];
  readonly begin: readonly (readonly string[])[];
  readonly add: readonly string[];
  /** What is removed before the version is written again. */
  readonly gone: string;
  readonly checkout: readonly string[];
}

const dvc = join(root, 'bench', 'versions', '.venv', 'bin', 'dvc');

export const hasDvc = (): boolean => existsSync(dvc);

export const contestants = (fromSource: boolean): readonly Contestant[] => {
  const assay = fromSource
    ? [process.execPath, '--conditions=assay-source', join(root, 'packages', 'assay', 'bin', 'assay.js')]
    : [assayCommand];
  const own = {
    version: [...assay, '--version'],
    add: [...assay, 'add', 'data', '--as', 'data', '--quiet'],
    gone: 'out',
    checkout: [...assay, 'checkout', 'data', '--to', 'out', '--quiet'],
  };
  return [
    { ...own, id: 'assay', name: 'Assay', begin: [] },
    {
      ...own,
      id: 'unsynced',
      name: 'Assay, `versions: {sync: false}`',
      begin: [['sh', '-c', "printf 'version: 1\\nversions: {sync: false}\\n' > assay.yaml"]],
    },
    {
      id: 'dvc',
      name: 'DVC',
      version: [dvc, '--version'],
      begin: [
        [dvc, 'init', '--no-scm', '--quiet'],
        [dvc, 'config', 'core.analytics', 'false'],
      ],
      add: [dvc, 'add', 'data', '--quiet'],
      gone: 'data',
      checkout: [dvc, 'checkout', '--quiet'],
    },
  ];
};
