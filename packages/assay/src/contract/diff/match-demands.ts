import type { Demand } from '../demand.ts';
import { canonical } from './canonical.ts';
import type { Pairing } from './pair.ts';

const place = (demand: Demand): string => `${demand.property ?? ''}/${demand.id ?? demand.key}`;

/**
 * Pairs the demands of an object before and after: by id; without one, those that are equal, then the only one of a key that is
 * left on both sides.
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
  return { both, removed, added };
};

const substance = ({ key, args, comparison, unit, severity }: Demand): string =>
  canonical([key, args, comparison, unit, severity]);
