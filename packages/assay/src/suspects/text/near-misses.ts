import { edits, replaced } from './edits.ts';

/** A text that stands in so many rows is right. */
const established = 3;
/** A typo is at least so many times rarer than what was meant. */
const rarer = 4;
/** In more rows than this it is a name of its own, unless what was meant is a hundred times as frequent. */
const mostRows = 10;
const muchRarer = 100;
const shortest = 4;
/** Each further edit makes it so much less likely. */
const perEdit = 0.85;
const mostComparisons = 4_000_000;
const longest = 200;

/** How far apart two texts may be to be one: characters replaced in place may be more than other edits. */
const near = (rare: string, frequent: string): number | undefined => {
  const length = Math.min(rare.length, frequent.length);
  if (length < shortest) return undefined;
  if (rare.length === frequent.length) {
    const most = Math.max(1, Math.floor(length / 5));
    const found = replaced(rare, frequent, most);
    if (found <= most) return found;
  }
  const most = length >= 10 ? 2 : 1;
  const found = edits(rare, frequent, most);
  return found <= most ? found : undefined;
};

const digitsOnly = /^[\d\s.,:+-]*$/;

interface Counted {
  readonly text: string;
  readonly count: number;
}

const nearest = (
  text: string,
  among: readonly Counted[],
): (Counted & { readonly distance: number }) | undefined => {
  let best: (Counted & { readonly distance: number }) | undefined;
  for (const other of among) {
    if (other.text === text) continue;
    const distance = near(text, other.text);
    if (distance === undefined) continue;
    if (
      best === undefined ||
      distance < best.distance ||
      (distance === best.distance && other.count > best.count)
    )
      best = { ...other, distance };
  }
  return best;
};

const most = 0.98;

/**
 * The share of `misses` near misses among `seldom` rare texts that are no coincidence, where a share `by` of right texts is as near to a
 * much more frequent one: T/N with N = T + by (R − T).
 */
const notByChance = (seldom: number, misses: number, by: number): number =>
  misses === 0 ? 1 : Math.min(1, Math.max(0, (misses - by * seldom) / (1 - by) / misses));

/** What a rare text probably should be. */
export interface NearMiss {
  readonly chance: number;
  readonly meant: string;
  readonly rows: number;
  readonly rowsOfMeant: number;
}

/**
 * Rare texts that are nearly a frequent one, with the chance 0.98 t (1 − s)(1 − c/m) 0.85^(d − 1): t the share that is no coincidence, d the edits between the two, c and m their
 * rows, s the share of frequent texts that are as close to another one of like frequency.
 */
export const nearMisses = (counts: ReadonlyMap<string, number>): ReadonlyMap<string, NearMiss> => {
  const all = [...counts]
    .filter(([text]) => text.length >= shortest && text.length <= longest)
    .map(([text, count]) => ({ text, count }));
  const frequent = all.filter(({ count }) => count >= established);
  const rare = all.filter(({ text }) => !digitsOnly.test(text));
  const found = new Map<string, NearMiss>();
  if (frequent.length === 0 || frequent.length * all.length > mostComparisons) return found;
  const crowded = frequent.filter(({ text, count }) => {
    const other = nearest(text, frequent);
    return other !== undefined && other.count < count * rarer && count < other.count * rarer;
  });
  const alike = (crowded.length + 1) / (frequent.length + 4);
  const shadowed = frequent.filter(({ text, count }) => {
    const other = nearest(
      text,
      frequent.filter((one) => one.count >= count * rarer),
    );
    return other !== undefined;
  });
  for (const { text, count } of rare) {
    const meant = nearest(
      text,
      frequent.filter((other) => other.count >= count * (count > mostRows ? muchRarer : rarer)),
    );
    if (meant === undefined) continue;
    const further = perEdit ** (meant.distance - 1);
    found.set(text, {
      chance: most * (1 - alike) * (1 - count / meant.count) * further,
      meant: meant.text,
      rows: count,
      rowsOfMeant: meant.count,
    });
  }
  const seldom = all.filter(({ count }) => count < established).length;
  const misses = [...found.values()].filter(({ rows }) => rows < established).length;
  const meant = notByChance(seldom, misses, (shadowed.length + 0.5) / (frequent.length + 1));
  return new Map([...found].map(([text, miss]) => [text, { ...miss, chance: miss.chance * meant }]));
};
