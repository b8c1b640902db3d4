import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { GitState } from '../../../domain/execution.ts';
import { objectId } from '../../../domain/object-id.ts';

/** Messages in English, so that they can be told apart. */
const plain = { LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' };

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';

interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs Git in a folder; what it prints is taken by `take`. Undefined where there is no Git. */
const git = async (
  args: readonly string[],
  cwd: string,
  take: (stream: NodeJS.ReadableStream) => Promise<string>,
): Promise<Said | undefined> => {
  const child = spawn('git', args, {
    cwd,
    env: { ...process.env, ...plain },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  try {
    const [out, error, [code]] = await Promise.all([take(child.stdout), text(child.stderr), closed]);
    return { code: typeof code === 'number' ? code : null, out, error };
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw cause;
  }
};

const hashed = async (stream: NodeJS.ReadableStream): Promise<string> => {
  const hash = createHash('sha256');
  let isEmpty = true;
  for await (const part of stream) {
    hash.update(part);
    isEmpty = false;
  }
  return isEmpty ? '' : objectId(hash.digest('hex'));
};

const unknown = ({ error, code }: Said): GitState => ({
  unknown: error.split('\n')[0]?.trim() || `git ended with ${code}`,
});

const isNoRepository = ({ error }: Said): boolean => error.includes('not a git repository');

/**
 * What differs in all of the repository, also within submodules, written alike whatever the settings of Git are and however many objects it has:
 * of equal changes the hash is the same.
 */
const difference = [
  ...[
    '-c',
    'core.quotePath=true',
    '-c',
    'diff.relative=false',
    '-c',
    'diff.indentHeuristic=false',
    'diff',
    'HEAD',
  ],
  ...[
    '--binary',
    '--full-index',
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
    '--no-renames',
    '-O/dev/null',
  ],
  ...['--submodule=diff', '--ignore-submodules=none', '--unified=3', '--inter-hunk-context=0'],
  ...['--diff-algorithm=myers', '--src-prefix=a/', '--dst-prefix=b/'],
];

/** The commit of the repository around a folder, and a hash of what differs from it; undefined where there is none, or it has no commit. */
export const gitStateOf = async (cwd: string): Promise<GitState | undefined> => {
  const head = await git(['rev-parse', '--verify', '--quiet', 'HEAD'], cwd, text);
  if (head === undefined || isNoRepository(head)) return undefined;
  if (head.code !== 0) return head.error.trim() === '' ? undefined : unknown(head);
  const diff = await git(difference, cwd, hashed);
  if (diff === undefined) return undefined;
  if (diff.code !== 0) return unknown(diff);
  return {
    commit: head.out.trim(),
    ...(diff.out === '' ? {} : { dirty: objectId(diff.out.slice('sha256:'.length)) }),
  };
};
