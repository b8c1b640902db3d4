import type { Measured } from './measure.ts';

/** The value of what was measured; undefined where it was not, or could not be. */
export const valueIn = <V>(measured: Measured | undefined): V | undefined =>
  measured?.kind === 'value' ? (measured.value as V) : undefined;
