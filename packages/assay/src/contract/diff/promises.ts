import type { Demand } from '../demand.ts';
import { millisOfText } from '../moments.ts';
import { isMoment } from '../odcs/formats.ts';
import type { SlaUnit } from '../sla/units.ts';
import type { Strictness } from './strictness.ts';

/** Rough lengths, good enough to say which of two durations is longer. */
const seconds: Readonly<Record<SlaUnit, number>> = {
  s: 1,
  min: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  mo: 2_629_746,
  y: 31_556_952,
};

const isUnit = (unit: unknown): unit is SlaUnit => typeof unit === 'string' && Object.hasOwn(seconds, unit);

const lengthOf = ({ args }: Demand): number | undefined =>
  typeof args.value === 'number' && isUnit(args.unit) ? args.value * seconds[args.unit] : undefined;

/** Whether a later day promises more. */
const laterIsMore: Readonly<Record<string, boolean>> = {
  'sla.generalAvailability': false,
  'sla.endOfSupport': true,
  'sla.endOfLife': true,
};

const dayOf = ({ args }: Demand): number | undefined =>
  typeof args.value === 'string' && isMoment(args.value) ? millisOfText(args.value, 'timestamp') : undefined;

/**
 * Compares two SLA entries of one name. A longer latency or retention promises less, as does an earlier end or a later beginning.
 * Undefined for entries that are not of time, and for other demands.
 */
export const comparePromises = (before: Demand, after: Demand): Strictness | undefined => {
  const later = Object.hasOwn(laterIsMore, before.key) ? laterIsMore[before.key] : undefined;
  const isDuration = before.key === 'sla.latency' || before.key === 'sla.retention';
  const [old, now] = isDuration ? [lengthOf(before), lengthOf(after)] : [dayOf(before), dayOf(after)];
  if ((later === undefined && !isDuration) || old === undefined || now === undefined) return undefined;
  if (old === now) return 'same';
  return now > old === (later ?? false) ? 'tighter' : 'looser';
};
