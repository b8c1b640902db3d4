import { unitInName } from '../suggest-unit.ts';

/** Words that name the two ends of something, the lower one first. */
const ends: readonly (readonly [string, string])[] = [
  ['start', 'end'],
  ['started', 'ended'],
  ['start', 'finish'],
  ['started', 'finished'],
  ['start', 'stop'],
  ['begin', 'end'],
  ['from', 'to'],
  ['from', 'until'],
  ['open', 'close'],
  ['opened', 'closed'],
  ['created', 'updated'],
  ['created', 'closed'],
  ['ordered', 'shipped'],
  ['ordered', 'delivered'],
  ['shipped', 'delivered'],
  ['order', 'ship'],
  ['departure', 'arrival'],
  ['admitted', 'discharged'],
  ['admission', 'discharge'],
  ['requested', 'approved'],
  ['reported', 'started'],
  ['sent', 'received'],
  ['issued', 'expires'],
  ['birth', 'death'],
  ['produced', 'shipped'],
  ['first', 'last'],
  ['min', 'max'],
  ['minimum', 'maximum'],
  ['low', 'high'],
  ['lower', 'upper'],
  ['net', 'gross'],
];

export const wordsOf = (name: string): readonly string[] =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** The names say that one is the lower end of what the other is the upper end of: `start_at` and `end_at`, `temp_min` and `temp_max`. */
export const areEnds = (low: string, high: string): boolean => {
  const [lower, upper] = [wordsOf(low), wordsOf(high)];
  return ends.some(
    ([from, to]) =>
      lower.includes(from) &&
      upper.includes(to) &&
      lower.filter((word) => word !== from).join(' ') === upper.filter((word) => word !== to).join(' '),
  );
};

/** Units in the names, where there are two, are one. */
export const shareUnit = (left: string, right: string): boolean => {
  const [one, other] = [unitInName(left), unitInName(right)];
  return one === undefined || other === undefined || one === other;
};
