#!/usr/bin/env node
// Runs assay out of the clone that the pre-commit tool made; the first time it installs there what assay needs to run.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fetchNode, findNode, root } from '../../scripts/find-node.mjs';

const modules = join(root, 'node_modules');
const unfinished = join(root, '.pre-commit-install');

const install = () => {
  console.error('assay: installing packages (once)');
  writeFileSync(unfinished, '');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['install', '--omit=dev', '--workspace', 'assay', '--loglevel=error'];
  const done = spawnSync(npm, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) throw new Error('npm install failed: its message is above');
  rmSync(unfinished);
};

const run = () => {
  if (!existsSync(modules) || existsSync(unfinished)) install();
  const node = findNode() ?? fetchNode();
  const launcher = join(root, 'packages', 'assay', 'bin', 'assay.js');
  const done = spawnSync(node, [launcher, ...process.argv.slice(2)], { stdio: 'inherit' });
  return done.status ?? 128 + (constants.signals[done.signal] ?? 0);
};

try {
  process.exitCode = run();
} catch (error) {
  console.error(`assay: ${error.message}`);
  process.exitCode = 2;
}
