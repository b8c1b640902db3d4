import type { Demand } from '../demand.ts';
import { millisOfText } from '../moments.ts';
import { compareSets, type Strictness } from './strictness.ts';

const bounds: Readonly<Record<string, 'lower' | 'upper'>> = {
  minimum: 'lower',
  exclusiveMinimum: 'lower',
  minLength: 'lower',
  minItems: 'lower',
  minProperties: 'lower',
  maximum: 'upper',
  exclusiveMaximum: 'upper',
  maxLength: 'upper',
  maxItems: 'upper',
  maxProperties: 'upper',
};

const nameOf = ({ key }: Demand): string => key.slice('options.'.length);

/** Under what name a demand is paired: an exclusive bound takes the place of an inclusive one. */
export const pairedKey = (demand: Demand): string =>
  demand.key.startsWith('options.exclusive')
    ? demand.key.replace(/exclusive(M)/, (_, m: string) => m.toLowerCase())
    : demand.key;

/** Compares what one option allows before and after. Those that are no bounds are `other` where they differ. */
export const compareOptions = (before: Demand, after: Demand): Strictness => {
  const [name, later] = [nameOf(before), nameOf(after)];
  const [old, now] = [before.args[name], after.args[later]];
  const side = Object.hasOwn(bounds, name) ? bounds[name] : undefined;
  if (side !== undefined) return compareBounds(before, after, side);
  if (JSON.stringify(old) === JSON.stringify(now)) return 'same';
  if (name === 'multipleOf') return compareSteps(old, now);
  if (name === 'required' && Array.isArray(old) && Array.isArray(now)) return compareSets(now, old);
  if (name === 'uniqueItems') return now === true ? 'tighter' : 'looser';
  return name === 'format' ? compareFormats(String(old), String(now)) : 'other';
};

const compareBounds = (before: Demand, after: Demand, side: 'lower' | 'upper'): Strictness => {
  const [old, now] = [before, after].map((demand) => boundOf(demand));
  if (old === undefined || now === undefined)
    return before.key === after.key && JSON.stringify(before.args) === JSON.stringify(after.args)
      ? 'same'
      : 'other';
  if (old < now || old > now) return old < now === (side === 'lower') ? 'tighter' : 'looser';
  if (before.key === after.key) return 'same';
  return after.key.startsWith('options.exclusive') ? 'tighter' : 'looser';
};

const boundOf = (demand: Demand): bigint | number | undefined => {
  const value = demand.args[nameOf(demand)];
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return millisOfText(value, demand.logicalType);
  if (typeof value !== 'object' || value === null || !('value' in value)) return undefined;
  return 'type' in value && value.type === 'bigint' ? BigInt(String(value.value)) : Number(value.value);
};

/** Multiples of 4 are multiples of 2. */
const compareSteps = (old: unknown, now: unknown): Strictness => {
  if (typeof old !== 'number' || typeof now !== 'number') return 'other';
  const isMultiple = (step: number) => Math.abs(step - Math.round(step)) < 1e-9 && step > 0.5;
  if (isMultiple(now / old)) return 'tighter';
  return isMultiple(old / now) ? 'looser' : 'other';
};

/** Whether each number of one format of `integer` or `number` is one of another. */
const holds = (wide: string, narrow: string): boolean => {
  const [outer, inner] = [wide, narrow].map((format) => /^([iuf])(\d+)$/.exec(format));
  if (!outer || !inner) return false;
  const [bits, fewer] = [Number(outer[2]), Number(inner[2])];
  if (outer[1] === inner[1]) return bits >= fewer;
  return outer[1] === 'i' && inner[1] === 'u' && bits > fewer;
};

const compareFormats = (old: string, now: string): Strictness => {
  if (holds(now, old)) return 'looser';
  return holds(old, now) ? 'tighter' : 'other';
};
