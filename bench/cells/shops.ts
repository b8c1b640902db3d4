import { pick, randomFrom } from '../random.ts';
import { addStated, type Injected, type Injection } from './inject.ts';

/** Another process than those truth discovery was developed on: what shops state of products. */
export interface Shops {
  readonly products: number;
  readonly shops: number;
  /** Shops of one chain pass on what the one before them states. */
  readonly chain: number;
  /** Shops that repeat what most of three others state, and know nothing themselves. */
  readonly portals: number;
  /** The share of shops that state prices before tax, and of those that write so. */
  readonly beforeTax: number;
  readonly writes: number;
  /** How much a shop's knowledge, and how much the difficulty of a product, moves the log odds of being right; their mean. */
  readonly knowledge: number;
  readonly difficulty: number;
  readonly ease: number;
  /** The weight of the most and of the least listed product. */
  readonly listed: readonly [most: number, least: number];
}

const columns = ['price', 'weight', 'maker', 'delivery'] as const;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

const mostOf = (values: readonly string[]): string => {
  const counts = [...Map.groupBy(values, (one) => one)].toSorted(([, a], [, b]) => b.length - a.length);
  return counts[0]?.[0] ?? '';
};

/** A table of what shops state of products, with the cells that are not the truth. */
export const shopsSay = (process: Shops, seed: number): Injection => {
  const random = randomFrom(seed);
  const { products, shops, chain, portals, knowledge, difficulty, ease, listed } = process;
  const normal = (): number => random() + random() + random() + random() - 2;
  const makers = Array.from(
    { length: 40 },
    (_unused, index) => `Maker ${String.fromCharCode(65 + (index % 26))}${index}`,
  );
  const known = Array.from({ length: shops }, () => ({
    ability: knowledge * normal(),
    late: random() < 0.3,
    net: random() < process.beforeTax,
    writes: random() < process.writes,
    leavesOut: columns.map(() => (random() < 0.12 ? 1 : 0.3 * random())),
    follows: [0, 1, 2].map(() => Math.floor(random() * Math.max(1, shops - portals))),
  }));
  const dirty: string[][] = [['product', 'shop', ...columns]];
  const errors: Injected[] = [];
  for (let product = 0; product < products; product += 1) {
    const cents = 199 + Math.floor(20_000 * random() ** 2);
    const price = (amount: number): string => (amount / 100).toFixed(2);
    const grams = 50 * (1 + Math.floor(random() * 60));
    const days = 1 + Math.floor(random() * 28);
    const truth = [
      price(cents),
      `${grams} g`,
      pick(makers, random),
      `2024-05-${String(days).padStart(2, '0')}`,
    ];
    const old = Math.round(cents * (0.8 + 0.5 * random()));
    const [other, twin] = [grams + 50 * (1 + Math.floor(random() * 5)), pick(makers, random)];
    const hard = difficulty * normal();
    const share = listed[0] + ((listed[1] - listed[0]) * product) / products;
    const said: (readonly string[] | undefined)[] = [];
    for (const [shop, { ability, late, net, leavesOut, follows }] of known.entries()) {
      const right = (): boolean => random() < logistic(ease + ability - hard);
      const knows = [
        net
          ? price(Math.round(cents / 1.2))
          : late && random() < 0.6
            ? price(old)
            : right()
              ? truth[0]
              : price(old + Math.floor(200 * random())),
        right() ? truth[1] : random() < 0.7 ? `${other} g` : `${50 * (1 + Math.floor(random() * 60))} g`,
        right() ? truth[2] : random() < 0.6 ? twin : pick(makers, random),
        right()
          ? truth[3]
          : `2024-05-${String(1 + ((days + Math.floor(3 * random())) % 28)).padStart(2, '0')}`,
      ].map((cell = '', column) => (random() < (leavesOut[column] ?? 0) ? '' : cell));
      const before = shop > 0 && shop < chain && random() < 0.8 ? said[shop - 1] : undefined;
      const heard = follows.flatMap((one) => (said[one] === undefined ? [] : [said[one]]));
      const isPortal = shop >= shops - portals;
      const cells =
        before ??
        (isPortal
          ? columns.map((_unused, column) => mostOf(heard.flatMap((one) => one[column] || [])))
          : knows);
      said[shop] = random() < share ? cells : undefined;
    }
    for (const [shop, own] of said.entries()) {
      if (own === undefined || own.every((cell) => cell === '')) continue;
      const shown = own.map((cell, column) =>
        column === 0 && cell !== '' && known[shop]?.writes === true ? `${cell} plus postage` : cell,
      );
      addStated({ dirty, errors }, [`P${product}`, `shop ${shop}`], own, shown, truth);
    }
  }
  return { dirty, errors };
};

/** What truth discovery was checked on. */
export const heldBackProcesses: Readonly<Record<string, Shops>> = {
  chain: {
    products: 120,
    shops: 24,
    chain: 8,
    portals: 0,
    beforeTax: 0,
    writes: 0.1,
    knowledge: 1.2,
    difficulty: 1.2,
    ease: 1.3,
    listed: [0.9, 0.3],
  },
  portals: {
    products: 100,
    shops: 30,
    chain: 0,
    portals: 9,
    beforeTax: 0.25,
    writes: 0,
    knowledge: 1.5,
    difficulty: 1,
    ease: 1.2,
    listed: [0.8, 0.4],
  },
  'few shops': {
    products: 250,
    shops: 14,
    chain: 3,
    portals: 2,
    beforeTax: 0.1,
    writes: 0.2,
    knowledge: 0.8,
    difficulty: 0.8,
    ease: 1.5,
    listed: [0.7, 0.15],
  },
};
