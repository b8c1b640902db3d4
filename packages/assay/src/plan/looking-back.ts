import type { Demand } from '../contract/demand.ts';
import { boundOf, merged } from './bound.ts';
import { withIds } from './rule-ids.ts';

/** What the rules of these demands need of earlier runs. Demands that cannot be bound need nothing. */
export const lookingBack = (
  demands: readonly Demand[],
): {
  readonly needsRuns: boolean;
  /** Ids of the rules that look at what they observed. */
  readonly rules: readonly string[];
} => {
  const bounds = demands.map(boundOf).flatMap((bound) => ('code' in bound ? [] : [bound]));
  if (!bounds.some(({ check }) => check.usesHistory !== undefined)) return { needsRuns: false, rules: [] };
  return {
    needsRuns: bounds.some(({ check }) => check.usesHistory === 'runs'),
    rules: withIds(merged(bounds)).flatMap(([id, { check }]) =>
      check.usesHistory === 'own numbers' ? [id] : [],
    ),
  };
};
