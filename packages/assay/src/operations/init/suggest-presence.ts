import { wilsonInterval } from '../../stats/wilson.ts';
import type { Looked, Suggestion } from './draft.ts';

/** A share of missing values above this is how the column is, not a mistake. */
const often = 0.2;

/** One-sided 99.9 %. */
const upperTail = 3.09;

const percent = (share: number): number => Number((share * 100).toPrecision(2));

/** Required where nothing is missing; a bound on the missing share where something is, as a question. */
export const suggestPresence = ({ rows, nulls }: Looked): readonly Suggestion[] => {
  if (rows === 0) return [];
  if (nulls === 0) {
    return [
      {
        kind: 'property',
        body: { required: true },
        check: 'required',
        sure: true,
        reason: `none of ${rows.toLocaleString('en')} rows is missing it`,
      },
    ];
  }
  if (nulls === rows) return [];
  const share = nulls / rows;
  const bound = percent(wilsonInterval(nulls, rows, upperTail)[1]);
  return [
    {
      kind: 'quality',
      body: { metric: 'nullValues', unit: 'percent', mustBeLessOrEqualTo: bound },
      check: 'nullValues',
      sure: share > often,
      reason: `${percent(share)} % missing${share > often ? '' : ': mistake or normal?'} (the bound leaves room for chance: 99.9 %)`,
    },
  ];
};
