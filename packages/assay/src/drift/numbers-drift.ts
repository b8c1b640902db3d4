import type { NumbersReference } from '../domain/drift-reference.ts';
import type { DriftPart } from '../domain/drift-report.ts';
import { bodyTest } from './body-test.ts';
import type { CurrentCount } from './rank-counts.ts';
import { ranksOf } from './rank-grid.ts';
import { tailTest } from './tail-test.ts';

/** The batch at the values that the reference keeps. */
export interface NumbersBatch {
  readonly present: number;
  readonly body: readonly CurrentCount[];
  readonly low: CurrentCount;
  readonly high: CurrentCount;
}

/** Shares of the level that body and tails get. */
const shares = { body: 0.75, tails: 0.25 } as const;

export interface Judged {
  readonly p: number;
  readonly parts: readonly DriftPart[];
  /** Why values were not compared; absent where they were. */
  readonly why?: string;
}

export const numbersDrift = (reference: NumbersReference, batch: NumbersBatch): Judged => {
  const { present: rows, body, outer } = reference;
  const m = batch.present;
  if (rows === 0 || m === 0) return { p: 1, parts: [] };
  const time = reference.dependence?.values ?? 1;
  const { statistic, p: bodyP } = bodyTest(rows, ranksOf(rows).body, body, m, batch.body, time);
  const sides = [
    {
      beyond: outer.low.below,
      equal: outer.low.equal,
      currentBeyond: batch.low.below,
      currentEqual: batch.low.equal,
    },
    {
      beyond: rows - outer.high.below - outer.high.equal,
      equal: outer.high.equal,
      currentBeyond: m - batch.high.below - batch.high.equal,
      currentEqual: batch.high.equal,
    },
  ];
  const tailP = tailTest(rows, outer.rows, m, sides, time);
  return {
    p: Math.min(1, bodyP / shares.body, tailP / shares.tails),
    parts: [
      { id: 'body', test: 'Anderson-Darling on 31 ranks', statistic, p: bodyP },
      { id: 'tails', test: 'hypergeometric, beyond the outer 0.5 %', p: tailP },
    ],
  };
};
