import { expect, test } from 'vitest';
import { countedOnce } from '../../src/domain/counted-once.ts';

/** "a5": 5 was found in data a; "?5": in data that are not known. */
const counted = (runs: string) =>
  countedOnce(
    runs.split(' ').map((run, index) => ({
      at: index,
      found: Number(run.slice(1)),
      ...(run.startsWith('?') ? {} : { input: run.slice(0, 1) }),
    })),
    ({ found }) => found,
  ).map(({ newest, first, runs: count }) => [first.at, newest.at, count]);

test.each([
  [
    'looking again counts once, since the first look',
    'a5 a5 a5 b6',
    [
      [0, 2, 3],
      [3, 3, 1],
    ],
  ],
  [
    'what comes back after other data counts once, since it came back',
    'a5 b6 a5 a5',
    [
      [1, 1, 1],
      [2, 3, 3],
    ],
  ],
  [
    'the same number in other data counts again',
    'a5 b5',
    [
      [0, 0, 1],
      [1, 1, 1],
    ],
  ],
  [
    'another number in the same data counts again',
    'a5 a6',
    [
      [0, 0, 1],
      [1, 1, 1],
    ],
  ],
  [
    'data that are not known count every time, and come between',
    'a5 ?5 ?5 a5',
    [
      [1, 1, 1],
      [2, 2, 1],
      [3, 3, 2],
    ],
  ],
])('%s', (_title, runs, expected) => {
  expect(counted(runs)).toEqual(expected);
});
