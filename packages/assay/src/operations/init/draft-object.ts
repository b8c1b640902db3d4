import type { Column } from '../../domain/column.ts';
import { numericKinds, temporalKinds } from '../../domain/column.ts';
import type { DraftProperty, Looked, Suggestion } from './draft.ts';
import type { Cadence } from './find-cadence.ts';
import { suggestCategories } from './suggest-categories.ts';
import { suggestPresence } from './suggest-presence.ts';
import { suggestRange } from './suggest-range.ts';
import { logicalTypeOf } from './suggest-type.ts';
import { unitInName } from './suggest-unit.ts';

export interface Quantiles {
  readonly low: number | null;
  readonly high: number | null;
}

const durationOf = (seconds: number): string =>
  seconds < 1 ? `${Number((seconds * 1000).toPrecision(6))} ms` : `${Number(seconds.toPrecision(9))} s`;

const suggestCadence = (column: Column, cadence: Cadence | undefined): readonly Suggestion[] => {
  if (cadence?.column !== column.name) return [];
  const per = cadence.per.length === 0 ? {} : { per: [...cadence.per] };
  const share = Number((cadence.share * 100).toPrecision(4));
  return [
    {
      kind: 'quality',
      body: {
        type: 'custom',
        engine: 'assay',
        implementation: { check: 'gap', cadence: durationOf(cadence.seconds), ...per },
      },
      check: 'gap',
      onWhole: true,
      sure: cadence.share > 0.999,
      reason: `${share} % of intervals are ${durationOf(cadence.seconds)}${cadence.per.length === 0 ? '' : ` per ${cadence.per.join(', ')}`}${cadence.share > 0.999 ? '' : ': are the others gaps?'}`,
    },
  ];
};

const draftProperty = (
  looked: Looked,
  quantiles: Quantiles,
  key: readonly string[] | undefined,
  cadence: Cadence | undefined,
): DraftProperty => {
  const { column } = looked;
  const position = key?.indexOf(column.name) ?? -1;
  const inKey: readonly Suggestion[] =
    position < 0
      ? []
      : [
          {
            kind: 'property',
            body:
              key?.length === 1
                ? { primaryKey: true }
                : { primaryKey: true, primaryKeyPosition: position + 1 },
            check: 'primaryKey',
            sure: true,
            reason:
              key?.length === 1
                ? 'every value is different'
                : `${key?.join(' and ')} together are different in every row`,
          },
        ];
  const unit = unitInName(column.name);
  const categories = position < 0 || (key?.length ?? 0) > 1 ? suggestCategories(looked) : [];
  const measured = numericKinds.includes(column.kind) && categories.length === 0 && position < 0;
  return {
    column,
    logicalType: logicalTypeOf(column.kind),
    ...(unit === undefined ? {} : { description: `in ${unit}` }),
    suggestions: [
      ...inKey,
      ...(position >= 0 ? [] : suggestPresence(looked)),
      ...(measured ? suggestRange(looked, quantiles.low, quantiles.high) : []),
      ...categories,
      ...(temporalKinds.includes(column.kind) ? suggestCadence(column, cadence) : []),
    ],
  };
};

/** Suggestions for every column of a table. */
export const draftProperties = (
  all: readonly Looked[],
  quantilesOf: (column: string) => Quantiles,
  key: readonly string[] | undefined,
  cadence: Cadence | undefined,
): readonly DraftProperty[] =>
  all.map((looked) => draftProperty(looked, quantilesOf(looked.column.name), key, cadence));
