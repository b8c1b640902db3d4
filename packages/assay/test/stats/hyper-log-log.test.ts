import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  decodeRegisters,
  encodeRegisters,
  estimateDistinct,
  mergeRegisters,
  noRegisters,
  rankOfRest,
  registerCount,
  standardError,
} from '../../src/stats/hyper-log-log.ts';

/** Registers after `count` different values, hashed with SHA-256. */
const filled = (name: string, count: number): readonly number[] => {
  const registers = [...noRegisters];
  for (let value = 0; value < count; value += 1) {
    const hash = createHash('sha256').update(`${name}/${value}`).digest().readBigUInt64LE();
    const register = Number(hash % BigInt(registerCount));
    registers[register] = Math.max(registers[register] ?? 0, rankOfRest(Number(hash >> 11n)));
  }
  return registers;
};

test('ranks count leading zeros of 53 bits', () => {
  expect(rankOfRest(2 ** 53 - 1)).toBe(1);
  expect(rankOfRest(2 ** 52)).toBe(1);
  expect(rankOfRest(2 ** 52 - 1)).toBe(2);
  expect(rankOfRest(2 ** 32)).toBe(21);
  expect(rankOfRest(2 ** 32 - 1)).toBe(22);
  expect(rankOfRest(1)).toBe(53);
  expect(rankOfRest(0)).toBe(54);
});

/** Root mean square of relative errors of `runs` estimates. */
const spreadOf = (count: number, runs: number): number => {
  const errors = Array.from(
    { length: runs },
    (_unused, run) => estimateDistinct(filled(`${run}`, count)) / count - 1,
  );
  return Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / runs);
};

test.each([1, 10, 100, 1000, 5000, 20_000])('%i values: the error has the stated spread', (count) => {
  expect(spreadOf(count, 12)).toBeLessThan(1.5 * standardError);
});

test('an estimate is exact for none, one and two values', () => {
  for (const count of [0, 1, 2]) expect(Math.round(estimateDistinct(filled('few', count)))).toBe(count);
});

test('registers of parts merge to those of the whole, and survive as text', () => {
  const whole = filled('w', 3000);
  const mergedWith = (left: readonly number[]) =>
    decodeRegisters(mergeRegisters(encodeRegisters(left), encodeRegisters(whole)));
  expect(mergedWith(filled('w', 1000))).toEqual(whole);
  const others = filled('v', 3000);
  expect(mergedWith(others)).toEqual(others.map((rank, index) => Math.max(rank, whole[index] ?? 0)));
  expect(decodeRegisters(encodeRegisters(whole))).toEqual(whole);
  expect(encodeRegisters(whole).length).toBe(registerCount);
});
