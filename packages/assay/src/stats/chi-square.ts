import { gammaTail } from './gamma.ts';

/** P(χ² > x) for `freedom` degrees of freedom. */
export const chiSquareTail = (x: number, freedom: number): number => gammaTail(freedom / 2, x / 2);
