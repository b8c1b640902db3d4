import type { Cells } from './drift-test.ts';

/** 215 and 202 rows of four values. */
export const fourValues: Cells = { reference: [120, 60, 30, 5], current: [80, 70, 40, 12] };

/** Ten and eight numbers, with ties. */
export const fewNumbers: Cells = {
  points: [0.1, 0.2, 0.4, 0.9, 1.3, 1.4, 2.2, 2.9, 3.1, 5, 6.5, 7],
  reference: [1, 0, 2, 1, 1, 0, 3, 0, 1, 1, 0, 0],
  current: [0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1],
};
