import { rmSync, statSync, writeFileSync } from 'node:fs';
import { newUnfinished } from '../objects/taken.ts';

/**
 * The time by the clock of the file system of a remote, which all who use it have in common, however their own clocks go: that of a file written now, and
 * what passed since.
 */
export const remoteClock = (objects: string): (() => number) => {
  const probe = newUnfinished(objects);
  try {
    writeFileSync(probe, '', { flag: 'wx' });
    const [there, here] = [statSync(probe).mtimeMs, Date.now()];
    return () => there + Date.now() - here;
  } finally {
    rmSync(probe, { force: true });
  }
};
