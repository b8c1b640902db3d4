import type { Column } from '../domain/column.ts';
import { type Duplicates, duplicates } from '../metrics/duplicates.ts';
import { surely } from '../metrics/in-order.ts';
import type { KeyRows } from '../metrics/keys-with-most-rows.ts';
import { repeatedKeys } from '../metrics/repeated-keys.ts';
import { ask, type MetricRequest } from '../metrics/request.ts';
import { rows } from '../metrics/rows.ts';
import { and, column, compare, type Expr, not, notNull, number, window } from '../sql/expression.ts';
import type { CheckContext, Outcome } from './check.ts';
import { judgeExceptions, type Tolerance } from './exceptions.ts';
import { groupEvidence, groupText } from './groups.ts';
import { countText, nounOf, plural } from './words.ts';

const kept = 10;
const told = 3;

/** The columns of a key: those named, or the one the rule is on. */
export const keyColumns = (names: readonly string[] | undefined, context: CheckContext): readonly Column[] =>
  names === undefined ? [context.subject] : names.map((name) => context.column(name));

export const keyHoldsNoNull = (keys: readonly Column[]): Expr =>
  and(...keys.map(({ name }) => notNull(column(name))));

/** A row whose key another row has too: all of them, for which one is right cannot be known. */
export const duplicateRow = (keys: readonly Column[], nulls?: 'equal'): Expr => {
  const repeated = compare(
    window('count', [], { partitionBy: keys.map(({ name }) => column(name)) }),
    '>',
    number(1),
  );
  return nulls === 'equal' ? repeated : and(keyHoldsNoNull(keys), repeated);
};

/** Rows that do not exceed the row before them. With one such row at most (the first), all values differ and none is NULL. */
export const notIncreasing = ({ name }: Column): Expr => {
  const value = column(name);
  return not(surely(compare(value, '>', window('lag', [value], {}))));
};

interface DuplicateNeeds {
  readonly found: MetricRequest<Duplicates>;
  readonly rows: MetricRequest<number>;
  readonly [name: string]: MetricRequest;
}

export const duplicateNeeds = (keys: readonly Column[], nulls?: 'equal'): DuplicateNeeds => ({
  found: ask(duplicates, {
    columns: keys.map(({ name }) => name),
    ...(nulls === undefined ? {} : { nulls }),
  }),
  rows: ask(rows, {}),
});

export const exampleKeys = (keys: readonly Column[], nulls?: 'equal') =>
  ask(repeatedKeys, {
    columns: keys.map(({ name }) => name),
    ...(nulls === undefined ? {} : { nulls }),
    limit: kept,
  });

/** Counts surplus rows: those beyond the first of each key. `without` are further rows that break the rule, as keys with NULL may. */
export const judgeDuplicates = (
  found: Duplicates,
  total: number,
  tolerance: Tolerance,
  without = 0,
): Outcome => {
  const outcome = judgeExceptions(found.surplusRows + without, total, tolerance, nounOf('surplus row'));
  const parts = [
    ...(found.duplicatedKeys === 0 && without > 0 ? [] : [duplicatesText(found)]),
    ...(without === 0 ? [] : [`${plural(without, 'row')} without a complete key`]),
  ];
  const { duplicatedKeys, rowsInDuplicates, surplusRows, nullKeys } = found;
  return {
    ...outcome,
    message: parts.join(', '),
    evidence: { duplicatedKeys, rowsInDuplicates, surplusRows, nullKeys },
  };
};

const duplicatesText = ({ duplicatedKeys, rowsInDuplicates, surplusRows }: Duplicates): string =>
  duplicatedKeys === 0
    ? 'no key occurs twice'
    : `${plural(duplicatedKeys, 'key')} in more than one row: ${plural(rowsInDuplicates, 'row')}, ${countText(surplusRows)} of them surplus`;

/** Adds the keys that most rows have. */
export const withExamples = (
  outcome: Outcome,
  names: readonly string[],
  keys: readonly KeyRows[],
): Outcome => {
  if (keys.length === 0) return outcome;
  const shown = keys
    .slice(0, told)
    .map(({ key, rows: own }) => `${groupText(names, key)} (${plural(own, 'row')})`);
  return {
    ...outcome,
    message: `${outcome.message}: ${shown.join('; ')}`,
    evidence: {
      ...outcome.evidence,
      keys: keys.map(({ key, rows: own }) => ({ ...groupEvidence(names, key), rows: own })),
    },
  };
};
