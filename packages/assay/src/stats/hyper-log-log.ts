/**
 * HyperLogLog with 2^11 registers. A register holds the largest rank of the hashes that fall to it: the number of leading zeros
 * of the hash's other 53 bits, plus one. Flajolet, Fusy, Gandouet & Meunier 2007; 53 bits are what a double holds.
 */
export const registerCount = 2048;
export const restBits = 53;

/** Standard error of the estimate, relative: 1.04 / √2048. */
export const standardError = 1.04 / Math.sqrt(registerCount);

/** Rank of the smallest rest of the hashes of a register: smaller rests have more leading zeros. */
export const rankOfRest = (rest: number): number => restBits + 1 - bitLength(rest);

const bitLength = (value: number): number => {
  const high = Math.floor(value / 2 ** 32);
  return high === 0 ? 32 - Math.clz32(value) : 64 - Math.clz32(high);
};

/** In the order of their code points. */
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Registers as a text of one digit each (base 62). */
export const encodeRegisters = (registers: readonly number[]): string =>
  registers.map((rank) => digits[rank]).join('');
export const decodeRegisters = (text: string): readonly number[] =>
  [...text].map((digit) => digits.indexOf(digit));

export const noRegisters: readonly number[] = Array.from({ length: registerCount }, () => 0);

/** The registers of two parts together, as texts: of each the larger, for digits ascend as ranks do. */
export const mergeRegisters = (left: string, right: string): string => {
  let merged = '';
  for (let at = 0; at < left.length; at += 1)
    merged += String.fromCharCode(Math.max(left.charCodeAt(at), right.charCodeAt(at)));
  return merged;
};

/** σ(x) = x + Σ x^(2^k) 2^(k−1): the registers never hit. */
const sigma = (share: number): number => {
  if (share === 1) return Infinity;
  let [power, weight, sum] = [share, 1, share];
  for (;;) {
    power *= power;
    const next = sum + power * weight;
    if (next === sum) return sum;
    sum = next;
    weight *= 2;
  }
};

/** τ(x) = (1 − x − Σ (1 − x^(2^−k))² 2^−k) / 3: the registers at the largest rank. */
const tau = (share: number): number => {
  if (share === 0 || share === 1) return 0;
  let [root, weight, sum] = [share, 1, 1 - share];
  for (;;) {
    root = Math.sqrt(root);
    weight /= 2;
    const next = sum - (1 - root) ** 2 * weight;
    if (next === sum) return sum / 3;
    sum = next;
  }
};

/**
 * Number of different hashes, without tables of corrections and without a bias at small or large numbers: Ertl 2017, "New
 * cardinality estimation algorithms for HyperLogLog sketches", algorithm 6.
 */
export const estimateDistinct = (registers: readonly number[]): number => {
  const m = registers.length;
  const histogram = Array.from({ length: restBits + 2 }, () => 0);
  for (const rank of registers) histogram[rank] = (histogram[rank] ?? 0) + 1;
  const count = (rank: number): number => histogram[rank] ?? 0;
  let z = m * tau(1 - count(restBits + 1) / m);
  for (let rank = restBits; rank >= 1; rank -= 1) z = (z + count(rank)) / 2;
  z += m * sigma(count(0) / m);
  return m ** 2 / (2 * Math.LN2 * z);
};
