const size = 624;
const middle = 397;

const begun = (seed: number): Uint32Array => {
  const state = new Uint32Array(size);
  state[0] = 19_650_218;
  const at = (index: number): number => state[index] ?? 0;
  for (let index = 1; index < size; index += 1) {
    const before = at(index - 1);
    state[index] = Math.imul(1_812_433_253, before ^ (before >>> 30)) + index;
  }
  const mixed = (index: number, factor: number): number => {
    const before = at(index - 1);
    return at(index) ^ Math.imul(before ^ (before >>> 30), factor);
  };
  let index = 1;
  const next = (value: number): void => {
    state[index] = value;
    index += 1;
    if (index < size) return;
    state[0] = at(size - 1);
    index = 1;
  };
  for (let step = 0; step < size; step += 1) next(mixed(index, 1_664_525) + seed);
  for (let step = 1; step < size; step += 1) next(mixed(index, 1_566_083_941) - index);
  state[0] = 0x80000000;
  return state;
};

const turned = (state: Uint32Array): void => {
  for (let index = 0; index < size; index += 1) {
    const both = ((state[index] ?? 0) & 0x80000000) | ((state[(index + 1) % size] ?? 0) & 0x7fffffff);
    state[index] = (state[(index + middle) % size] ?? 0) ^ (both >>> 1) ^ (both & 1 ? 0x9908b0df : 0);
  }
};

/**
 * `random.Random(seed).random()` of Python, for whole seeds below 2^32: what others published of streams that it made can be made again. The Mersenne
 * Twister of M. Matsumoto and T. Nishimura, ACM TOMACS 8 (1998), begun as their `init_by_array` does.
 */
export const pythonRandom = (seed: number): (() => number) => {
  const state = begun(seed);
  let at = size;
  const word = (): number => {
    if (at >= size) {
      turned(state);
      at = 0;
    }
    let value = state[at] ?? 0;
    at += 1;
    value ^= value >>> 11;
    value ^= (value << 7) & 0x9d2c5680;
    value ^= (value << 15) & 0xefc60000;
    return (value ^ (value >>> 18)) >>> 0;
  };
  return () => {
    const [high, low] = [word() >>> 5, word() >>> 6];
    return (high * 0x4000000 + low) / 0x20000000000000;
  };
};
