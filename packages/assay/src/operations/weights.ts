import { z } from 'zod';
import type { Contract } from '../contract/contract.ts';
import { problem, Refusal } from '../domain/problem.ts';
import { dimensionSchema } from '../domain/verdict.ts';
import type { Weights } from '../run/score.ts';

const weightsSchema = z.partialRecord(dimensionSchema, z.number().nonnegative());

/** The contract's `assayWeights`: how much each dimension weighs in the overall score. */
export const weightsOf = (contract: Contract): Weights => {
  const parsed = weightsSchema.safeParse(contract.customProperties.assayWeights ?? {});
  if (parsed.success) return parsed.data as Weights;
  throw new Refusal([
    problem(
      'contract-invalid',
      `assayWeights: ${parsed.error.issues[0]?.message ?? 'not weights'}`,
      'write dimension: number, for example completeness: 2',
      { file: contract.file },
    ),
  ]);
};
