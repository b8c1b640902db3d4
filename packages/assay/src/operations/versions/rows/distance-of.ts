import type { ColumnDiff } from '../../../domain/table-diff.ts';
import { jensenShannon } from '../../../stats/jensen-shannon.ts';
import type { Moved } from './measured-side.ts';

/** The distance between counts of both versions over the same bins. */
export const distanceOf = (
  before: readonly number[],
  after: readonly number[],
  over: NonNullable<ColumnDiff['distance']>['over'],
): Moved => {
  const found = jensenShannon(before, after);
  const bins = before.filter((count, bin) => count + (after[bin] ?? 0) > 0).length;
  return found === undefined
    ? { undetermined: 'a version has no rows' }
    : { distance: { jensenShannon: found, over, bins } };
};
