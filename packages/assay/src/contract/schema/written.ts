import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';
import type { Owner } from '../rules/owner.ts';
import { readRule } from '../rules/rule.ts';
import type { Gathered } from './gathered.ts';

/** Gathers the rules and relationships that are written on an object or property. */
export const gatherWritten = (
  reading: Reading,
  keys: { readonly quality?: readonly unknown[]; readonly relationships?: readonly unknown[] },
  path: Path,
  owner: Owner,
  gathered: Gathered,
): void => {
  for (const [index, rule] of (keys.quality ?? []).entries()) {
    const demand = readRule(reading, rule, [...path, 'quality', index], owner);
    if (demand !== undefined) gathered.demands.push(demand);
  }
  for (const [index, relationship] of (keys.relationships ?? []).entries()) {
    gathered.relationships.push({ raw: relationship, path: [...path, 'relationships', index], owner });
  }
};
