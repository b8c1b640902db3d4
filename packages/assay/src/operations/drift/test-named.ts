import { nearest } from '../../domain/nearest.ts';
import { refuse } from '../../domain/problem.ts';
import type { DriftTest } from '../../drift/drift-test.ts';
import { driftTests } from '../../drift/tests/registry.gen.ts';

/** Throws `Refusal` where there is none. */
export const testNamed = (id: string): DriftTest => {
  const found = driftTests.find((one) => one.id === id);
  if (found !== undefined) return found;
  const near = nearest(
    id,
    driftTests.map((one) => one.id),
  );
  return refuse(
    'usage',
    `there is no drift test called ${id}`,
    near === undefined ? `known: ${driftTests.map((one) => one.id).join(', ')}` : `did you mean ${near}?`,
  );
};
