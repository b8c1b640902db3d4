import { canonicalJson } from '../../src/domain/canonical-json.ts';

const sameNumber = (found: number, expected: number, tolerance: number, scale: number): boolean => {
  if (Number.isNaN(expected) || !Number.isFinite(expected)) return Object.is(found, expected);
  return Math.abs(found - expected) <= tolerance * Math.max(Math.abs(expected), scale);
};

/**
 * Where two values differ, as a path and both sides; undefined where they agree. Numbers may differ by `tolerance` times the larger
 * of the expected one and `scale`; tagged numbers are compared as text, and everything else exactly.
 */
export const difference = (
  found: unknown,
  expected: unknown,
  tolerance: number,
  scale: number,
  path = 'value',
): string | undefined => {
  if (typeof found === 'number' && typeof expected === 'number') {
    return found === expected || sameNumber(found, expected, tolerance, scale)
      ? undefined
      : `${path}: ${found}, expected ${expected}`;
  }
  if (typeof found === 'object' && found !== null && typeof expected === 'object' && expected !== null) {
    const keys = new Set([...Object.keys(found), ...Object.keys(expected)]);
    for (const key of keys) {
      const inner = difference(
        Reflect.get(found, key),
        Reflect.get(expected, key),
        tolerance,
        scale,
        `${path}.${key}`,
      );
      if (inner !== undefined) return inner;
    }
    return undefined;
  }
  return found === expected
    ? undefined
    : `${path}: ${canonicalJson(found)}, expected ${canonicalJson(expected)}`;
};
