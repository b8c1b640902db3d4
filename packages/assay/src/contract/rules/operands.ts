import { operators } from '../../domain/comparison.ts';
import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';
import type { Source } from '../yaml/source.ts';
import { lostDigits } from './literals.ts';

/** Refuses operands that the numbers they are compared with cannot hold: a comparison with another number might pass. */
export const refuseLostDigits = (
  reading: Reading,
  rule: Readonly<Record<string, unknown>>,
  path: Path,
  source: Source = reading.source,
  at: Path = path,
): void => {
  for (const operator of operators) {
    const operand = rule[operator];
    const places = Array.isArray(operand)
      ? operand.map((one, index) => [one, index] as const)
      : [[operand] as const];
    for (const [value, ...index] of places) {
      const written = lostDigits(source, [...at, operator, ...index], value);
      if (written === undefined) continue;
      reading.reject(
        [...path, operator, ...index],
        `${written} cannot be compared exactly: it would be taken for ${BigInt(Number(value))}`,
        'compare with a number up to 9007199254740991',
      );
    }
  }
};
