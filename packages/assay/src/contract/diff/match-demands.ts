import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Demand } from '../demand.ts';
import { pairedKey } from './options.ts';
import type { Pairing } from './pair.ts';

const place = (demand: Demand): string => `${demand.property ?? ''}/${demand.id ?? pairedKey(demand)}`;

/**
 * Pairs the demands of an object before and after: by id; without one, those that are equal, then the only one of a key that is
 * left on both sides; at last those that are equal but for their ids.
 */
export const pairDemands = (before: readonly Demand[], after: readonly Demand[]): Pairing<Demand> => {
  const olds = Map.groupBy(before, place);
  const news = Map.groupBy(after, place);
  const both: (readonly [Demand, Demand])[] = [];
  const removed: Demand[] = [];
  const added: Demand[] = [];
  for (const key of new Set([...olds.keys(), ...news.keys()])) {
    const open = [...(news.get(key) ?? [])];
    const left: Demand[] = [];
    for (const old of olds.get(key) ?? []) {
      const index = open.findIndex((now) => substance(now) === substance(old));
      const [same] = index < 0 ? [] : open.splice(index, 1);
      if (same === undefined) left.push(old);
      else both.push([old, same]);
    }
    const [old, now] = [left[0], open[0]];
    if (left.length === 1 && open.length === 1 && old !== undefined && now !== undefined)
      both.push([old, now]);
    else {
      removed.push(...left);
      added.push(...open);
    }
  }
  return withEqual({ both, removed, added });
};

/** A rule that only got, lost or changed its id is the same rule. */
const withEqual = ({ both, removed, added }: Pairing<Demand>): Pairing<Demand> => {
  const same = (demand: Demand) => `${demand.property ?? ''}/${substance(demand)}`;
  const open = Map.groupBy(added, same);
  const pairs = removed.map((old) => [old, open.get(same(old))?.shift()] as const);
  const found = pairs.flatMap(([old, now]) => (now === undefined ? [] : [[old, now] as const]));
  const taken = new Set(found.flat());
  return {
    both: [...both, ...found],
    removed: removed.filter((demand) => !taken.has(demand)),
    added: added.filter((demand) => !taken.has(demand)),
  };
};

const substance = ({ key, args, comparison, unit, severity }: Demand): string =>
  canonicalJson([key, args, comparison, unit, severity]);
