import { countText, plural } from '../../checks/words.ts';
import type { Column } from '../../domain/column.ts';
import { plainNumber } from './draft.ts';
import type { Cadence } from './find-cadence.ts';
import type { Suggestion } from './suggestion.ts';

const units = [
  [604_800, 'w'],
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
  [1e-3, 'ms'],
] as const;

/** Seconds as checks read them: "5 s", "15 min", "1 d". */
export const durationOf = (seconds: number): string => {
  const [size, unit] = units.find(
    ([length]) => seconds >= length && Math.abs(seconds / length - Math.round(seconds / length)) < 1e-9,
  ) ?? [1e-3, 'ms'];
  return `${plainNumber(seconds / size)} ${unit}`;
};

export const perText = (per: readonly string[]): string => (per.length === 0 ? '' : ` per ${per.join(', ')}`);

/** A percentage that says 100 only of all. */
const shareText = (part: number, whole: number): string => {
  const percent = (part / whole) * 100;
  return `${part < whole ? Math.min(99.99, Number(percent.toFixed(2))) : 100} %`;
};

/** A gap is a reading that is missing; where some are missing already, whether that is normal is a question. */
export const suggestCadence = (column: Column, cadence: Cadence | undefined): readonly Suggestion[] => {
  if (cadence?.column !== column.name) return [];
  const { per, seconds, intervals, steady, missing, longer } = cadence;
  const every = durationOf(seconds);
  const expected = intervals + missing;
  const percent = Math.ceil((missing / expected) * 2000) / 10;
  return [
    {
      place: 'quality',
      body: {
        type: 'custom',
        engine: 'assay',
        implementation: {
          check: 'gap',
          cadence: every,
          ...(per.length === 0 ? {} : { per: [...per] }),
          ...(longer === 0 ? {} : { mustBeLessOrEqualTo: Math.max(0.1, percent), unit: 'percent' }),
        },
      },
      check: 'gap',
      shown: `${every}${perText(per)}`,
      sure: longer === 0,
      reason: `${shareText(steady, intervals)} of ${countText(intervals)} intervals are about ${every}${perText(per)}${longer === 0 ? '' : `; ${plural(missing, 'reading is', 'readings are')} missing: outages, or normal?`}`,
    },
  ];
};
