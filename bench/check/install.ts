import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { out, root } from './paths.ts';

/** The project into which the package is installed. */
export const installed = join(out, 'install');

/** The command of the installed package, as npm links it. */
export const assayCommand = join(installed, 'node_modules', '.bin', 'assay');

export const isAssayInstalled = () => existsSync(assayCommand);

const step = (command: string, args: readonly string[], cwd: string) => {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${done.stderr || done.stdout}`);
  return done.stdout;
};

/**
 * Builds and packs the package, and installs it with install scripts off into an empty project. Returns why
 * that was not possible, or undefined when it was.
 */
export function installAssay(): string | undefined {
  const source = join(root, 'packages', 'assay');
  if (!existsSync(join(source, 'bin', 'assay.js'))) return 'packages/assay/bin/assay.js is not there yet';
  try {
    rmSync(installed, { recursive: true, force: true });
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(installed, 'package.json'), '{"name": "bench-install", "private": true}\n');
    step(process.execPath, [join(root, 'scripts', 'build.mjs')], root);
    const packed = step(
      'npm',
      ['pack', '--json', '--ignore-scripts', '--pack-destination', installed],
      source,
    );
    const [archive] = JSON.parse(packed) as [{ filename: string }];
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    step('npm', ['install', ...quiet, join(installed, archive.filename)], installed);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.split('\n').at(0)?.slice(0, 200);
  }
}
