import { randomBytes } from 'node:crypto';

/** `r` and the time in base 36, so that ids sort by time, and four random characters so that two writers never meet. */
export const newRunId = (now: number): string =>
  `r${now.toString(36)}${randomBytes(3).toString('hex').slice(0, 4)}`;
