import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file system of its own, of a few megabytes, that can be filled and made read-only. */
export interface SmallDisk {
  readonly path: string;
  /** Leaves so many bytes of it free. */
  readonly fill: (leave: number) => void;
  readonly empty: () => void;
  readonly makeReadOnly: () => void;
  readonly remove: () => void;
}

const mount = (...args: readonly string[]): void => {
  execFileSync('mount', [...args], { stdio: 'pipe' });
};

/** Whether this process may mount file systems, as in most containers of its own and for no ordinary person. */
export const mayMount = process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0;

/** Mounts one at a place. */
export const smallDisk = (path: string, bytes: number): SmallDisk => {
  mkdirSync(path);
  mount('-t', 'tmpfs', '-o', `size=${bytes}`, 'none', path);
  const ballast = join(path, 'ballast');
  const empty = (): void => rmSync(ballast, { force: true });
  return {
    path,
    empty,
    fill: (leave) => {
      empty();
      const { bavail, bsize } = statfsSync(path);
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
    },
    makeReadOnly: () => mount('-o', 'remount,ro', path),
    remove: () => {
      execFileSync('umount', ['-l', path]);
    },
  };
};
