import { plural } from '../../checks/words.ts';
import { wilsonInterval } from '../../stats/wilson.ts';
import type { Looked } from './draft.ts';
import { fewRows } from './parts.ts';
import type { Suggestion } from './suggestion.ts';

/** A share of missing values above this is how the column is, not a mistake. */
const often = 0.2;
/** One-sided 99.95 %. */
const upperTail = 3.29;

const percent = (share: number): number => Number((share * 100).toPrecision(2));
const roundedUp = (value: number): number => Math.min(100, Math.ceil(value * 10) / 10);

/**
 * Required where nothing is missing; otherwise a bound on the missing share: the upper end of Wilson's interval for half the rows, which
 * leaves room for the chance in this batch and in the next.
 */
export const suggestPresence = ({ rows, nulls }: Looked): readonly Suggestion[] => {
  if (nulls === 0) {
    const sure = rows >= fewRows;
    return [
      {
        place: 'property',
        body: { required: true },
        rows,
        check: 'required',
        shown: 'required',
        sure,
        reason: `${rows === 1 ? 'the one row has it' : `none of ${plural(rows, 'row')} is missing it`}${sure ? '' : '; too few rows to be sure'}`,
      },
    ];
  }
  if (nulls === rows) return [];
  const share = nulls / rows;
  const bound = roundedUp(wilsonInterval(nulls / 2, rows / 2, upperTail)[1] * 100);
  if (bound >= 100) return [];
  return [
    {
      place: 'quality',
      rows,
      body: { metric: 'nullValues', unit: 'percent', mustBeLessOrEqualTo: bound },
      check: 'nullValues',
      shown: `at most ${bound} % empty`,
      sure: share > often && rows >= fewRows,
      reason: `${percent(share)} % empty${share <= often ? ': mistake or normal?' : rows < fewRows ? '; too few rows to be sure' : ''}`,
    },
  ];
};
