import fc from 'fast-check';

type Container = Record<string, unknown> | unknown[];
interface Spot {
  readonly within: Container;
  readonly key: string;
}

const spots = (value: unknown): Spot[] => {
  if (typeof value !== 'object' || value === null) return [];
  const within = value as Container;
  return Object.entries(within).flatMap(([key, inner]) => [{ within, key }, ...spots(inner)]);
};

const misspell = (word: string): string =>
  word.length > 2 ? `${word.slice(0, 2)}${word.slice(3)}` : `${word}x`;
const put = ({ within, key }: Spot, value: unknown) =>
  Object.defineProperty(within, key, { value, writable: true, enumerable: true, configurable: true });
const drop = ({ within, key }: Spot) =>
  Array.isArray(within) ? within.splice(Number(key), 1) : delete within[key];
const get = ({ within, key }: Spot): unknown => (within as Record<string, unknown>)[key];

const odd = [
  null,
  true,
  -1,
  1.5,
  '',
  'odd',
  'a.b',
  [],
  [1],
  ['odd'],
  {},
  { odd: 1 },
  'string',
  'library',
  'sql',
  'v3.1.0',
  'Accuracy',
];
const oddKeys = [
  'odd',
  'rule',
  'metric',
  'pattern',
  'mustBe',
  'from',
  'items',
  'properties',
  'delimiter',
  'required',
  'name',
  'type',
  'engine',
  '__proto__',
];

const edits: readonly ((spot: Spot, pick: number) => void)[] = [
  drop,
  (spot, pick) => put(spot, odd[pick % odd.length]),
  (spot) => {
    if (Array.isArray(spot.within)) return;
    const value = get(spot);
    drop(spot);
    put({ within: spot.within, key: misspell(spot.key) }, value);
  },
  (spot, pick) => {
    const target = get(spot);
    const within =
      typeof target === 'object' && target !== null && !Array.isArray(target)
        ? (target as Container)
        : spot.within;
    if (!Array.isArray(within))
      put({ within, key: oddKeys[pick % oddKeys.length] ?? '' }, odd[(pick >> 4) % odd.length]);
  },
  (spot, pick) => {
    const value = get(spot);
    if (typeof value === 'string') put(spot, pick % 2 === 0 ? misspell(value) : value.toUpperCase());
    else if (typeof value === 'number') put(spot, String(value));
    else if (Array.isArray(value)) put(spot, [...value, ...value]);
  },
];

/** A document with one to three things changed: keys dropped, misspelt, added, values of another kind or word. */
export const mutated = (documents: fc.Arbitrary<Record<string, unknown>>) =>
  fc
    .tuple(
      documents,
      fc.array(fc.tuple(fc.nat(), fc.nat(edits.length - 1), fc.nat()), { minLength: 1, maxLength: 3 }),
    )
    .map(([document, changes]) => {
      const copy = structuredClone(document);
      for (const [where, how, pick] of changes) {
        const all = spots(copy);
        const spot = all[where % Math.max(all.length, 1)];
        if (spot !== undefined) edits[how]?.(spot, pick);
      }
      return copy;
    });
