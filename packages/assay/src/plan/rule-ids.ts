import { createHash } from 'node:crypto';
import type { Demand } from '../contract/demand.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Bound } from './bound.ts';

/** What a demand is of: `object` or `object.property`. */
export const elementOf = ({ object, property }: Demand): string =>
  property === undefined ? object : `${object}.${property}`;

const hashOf = ({ args, comparison, demand: { key, unit } }: Bound): string =>
  createHash('sha256')
    .update(canonicalJson([args, comparison, key, ...(unit === undefined ? [] : [unit])]))
    .digest('hex')
    .slice(0, 6);

const timesOf = (names: readonly string[]): ReadonlyMap<string, number> => {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return times;
};

/**
 * An id for each rule, all different: `element/id` with the contract's own id, else with the check's; where two would be
 * equal, the check's gets a short hash of the arguments. Rules that are equal in all count on from 2.
 */
export const withIds = (bounds: readonly Bound[]): readonly (readonly [string, Bound])[] => {
  const plain = bounds.map(({ demand, check }) => `${elementOf(demand)}/${demand.id ?? check.id}`);
  const all = timesOf(plain);
  const own = timesOf(plain.filter((_id, index) => bounds[index]?.demand.id !== undefined));
  const kept = bounds.map(
    ({ demand }, index) => (demand.id === undefined ? all : own).get(plain[index] ?? '') === 1,
  );
  const taken = new Set(plain.filter((_id, index) => kept[index]));
  return bounds.map((bound, index) => {
    const id = plain[index] ?? '';
    if (kept[index]) return [id, bound] as const;
    const hashed = `${id}-${hashOf(bound)}`;
    let free = hashed;
    for (let times = 2; taken.has(free); times += 1) free = `${hashed}-${times}`;
    taken.add(free);
    return [free, bound] as const;
  });
};
