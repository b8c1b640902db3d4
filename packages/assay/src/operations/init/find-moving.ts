import { numberOf } from '../../domain/cell.ts';
import { numericKinds } from '../../domain/column.ts';
import { aggregate, call, column, type Expr, not, when } from '../../sql/expression.ts';
import type { Relation } from '../../sql/select.ts';
import { askTogether, type Looking } from './ask-together.ts';
import type { Looked } from './draft.ts';
import { beginning, type Cadence } from './find-cadence.ts';
import type { LookedAt } from './look.ts';

const firstPart = 0.8;
/** The last fifth goes beyond what was before by so much of its spread. */
const beyond = 0.1;

const finiteValue = ({ column: { name, kind } }: Looked): Expr =>
  kind === 'float' ? when(call('isFinite', column(name)), column(name)) : column(name);

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
  const numbers = columns.filter((one) => numericKinds.includes(one.column.kind) && one.values === undefined);
  const asked = numbers.map((one, index) => ({
    of: one.column.name,
    columns: {
      [`low${index}`]: aggregate('min', when(before, finiteValue(one))),
      [`high${index}`]: aggregate('max', when(before, finiteValue(one))),
      [`min${index}`]: aggregate('min', when(not(before), finiteValue(one))),
      [`max${index}`]: aggregate('max', when(not(before), finiteValue(one))),
    },
  }));
  const row = await askTogether(looking, () => table, asked);
  return new Set(
    numbers.flatMap(({ column: { name } }, index) => {
      const [low, high, min, max] = ['low', 'high', 'min', 'max'].map((key) =>
        numberOf(row[`${key}${index}`] ?? null),
      );
      if (low === undefined || high === undefined || min === undefined || max === undefined) return [];
      const margin = (high - low) * beyond;
      return max > high + margin || min < low - margin ? [name] : [];
    }),
  );
};
