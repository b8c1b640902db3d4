import { z } from 'zod';
import type { ColumnKind } from '../domain/column.ts';
import type { Dimension } from '../domain/verdict.ts';
import type { ColumnParams } from '../metrics/column-params.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Check, CheckExample } from './check.ts';
import { comparesNumber, comparisonOf, demandText, perOf } from './compared-number.ts';
import { perParam } from './groups.ts';

export type PerParams = { readonly per?: readonly string[] | undefined };

/** What a check of one number of a column needs to say; the rest is the same for all. */
export interface NumberCheck<S, V> {
  readonly id: string;
  readonly summary: string;
  readonly why: string;
  readonly dimension: Dimension;
  readonly accepts: readonly ColumnKind[];
  readonly onWholeTable?: true;
  readonly noun: string;
  readonly without: string;
  readonly rung: 'cheap' | 'exact';
  readonly metric: Metric<ColumnParams, S, V>;
  readonly numberOf: (value: V) => number | null;
  readonly examples: readonly CheckExample[];
}

/** A check that compares one number of a column, or of each group of rows, by one of ODCS's operators. */
export const numberCheck = <S, V>({
  id,
  noun,
  without,
  rung: name,
  metric,
  numberOf,
  ...rest
}: NumberCheck<S, V>): Check<PerParams> => ({
  id,
  on: 'property',
  params: z.strictObject({ per: perParam }),
  expected: ({ per }, context) => demandText(noun, per, context),
  rungs: ({ per }, context) => [
    comparesNumber(name, metric, { column: context.subject.name }, numberOf, comparisonOf(context, id), {
      noun,
      per: perOf(per, context),
      without,
    }),
  ],
  ...rest,
});
