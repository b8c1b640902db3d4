import { type Comparison, holds } from '../domain/comparison.ts';
import { ask } from '../metrics/request.ts';
import { sumOfSquares } from '../metrics/sum-of-squares.ts';
import { varianceBounds } from '../stats/spread-proof.ts';
import { type CheckContext, pass, type Rung, rung } from './check.ts';
import type { ComparedNumber } from './compared-number.ts';
import { valueText } from './words.ts';

/** Where it holds for two numbers, it holds for all between them. */
const isConvex = ({ operator }: Comparison): boolean =>
  operator === 'mustBeBetween' ||
  operator === 'mustBeGreaterThan' ||
  operator === 'mustBeGreaterOrEqualTo' ||
  operator === 'mustBeLessThan' ||
  operator === 'mustBeLessOrEqualTo';

/**
 * Proves where a variance, or its root, is by sums that cost a fraction of it. They lose digits to a mean that is large beside the
 * spread: bounds say how many, and where those leave a doubt nothing is proven.
 */
export const provesSpread = (
  { subject }: CheckContext,
  comparison: Comparison,
  { noun, per }: ComparedNumber,
  numberOf: (variance: number) => number,
): readonly Rung[] =>
  per.length > 0 || !isConvex(comparison)
    ? []
    : [
        rung('cheap', { sums: ask(sumOfSquares, { column: subject.name }) }, ({ sums }) => {
          const bounds = varianceBounds(sums);
          if (bounds === undefined) return undefined;
          const { low, likely, high } = bounds;
          if (!holds(comparison, numberOf(low)) || !holds(comparison, numberOf(high))) return undefined;
          const observed = numberOf(likely);
          return pass(`${noun} ${valueText(observed)}`, { observed });
        }),
      ];
