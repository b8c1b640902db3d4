import type { Demand } from '../demand.ts';
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

/** Compares two latencies or retentions of one element: a longer one promises less. Undefined for other demands. */
export const compareDurations = (before: Demand, after: Demand): Strictness | undefined => {
  if (before.key !== 'sla.latency' && before.key !== 'sla.retention') return undefined;
  const [old, now] = [lengthOf(before), lengthOf(after)];
  if (old === undefined || now === undefined) return undefined;
  if (old === now) return 'same';
  return now > old ? 'looser' : 'tighter';
};
