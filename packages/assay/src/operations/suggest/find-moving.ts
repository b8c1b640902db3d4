import { aggregate, not, when } from '../../sql/expression.ts';
import type { Relation } from '../../sql/select.ts';
import { askTogether } from './ask-together.ts';
import { beginning, type Cadence } from './find-cadence.ts';
import type { LookedAt } from './look.ts';
import type { Looking } from './looking.ts';
import { finite, isNumeric, numberIn } from './tails.ts';

const firstPart = 0.8;
/** The last fifth goes beyond what was before by so much of its spread. */
const beyond = 0.1;

/**
 * Columns of a sequence whose last fifth lies clearly beyond the others: a counter, a trend, a season. Rows held back at random do not show
 * that, and bounds made of such values hold for no later batch.
 */
export const findMoving = async (
  looking: Looking,
  table: Relation,
  { columns }: LookedAt,
  cadence: Cadence | undefined,
): Promise<ReadonlySet<string>> => {
  const time = columns.find((one) => one.column.name === cadence?.column);
  const before = time === undefined ? undefined : beginning(time, firstPart);
  if (before === undefined) return new Set();
  const numbers = columns.filter((one) => isNumeric(one.column));
  const asked = numbers.map((one, index) => ({
    of: one.column.name,
    columns: {
      [`low${index}`]: aggregate('min', when(before, finite(one.column))),
      [`high${index}`]: aggregate('max', when(before, finite(one.column))),
      [`min${index}`]: aggregate('min', when(not(before), finite(one.column))),
      [`max${index}`]: aggregate('max', when(not(before), finite(one.column))),
    },
  }));
  const row = await askTogether(looking, () => table, asked);
  return new Set(
    numbers.flatMap(({ column: { name } }, index) => {
      const [low, high, min, max] = ['low', 'high', 'min', 'max'].map((key) =>
        numberIn(row, `${key}${index}`),
      );
      if (low === undefined || high === undefined || min === undefined || max === undefined) return [];
      const margin = (high - low) * beyond;
      return max > high + margin || min < low - margin ? [name] : [];
    }),
  );
};
