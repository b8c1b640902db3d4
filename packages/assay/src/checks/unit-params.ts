import { z } from 'zod';
import { perParam } from './groups.ts';
import { type Confusion, confusionsOf, unitOf, units } from './units.ts';
import { valueText } from './words.ts';

const pair = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low < high, 'two different numbers, the smaller first');
export const unitParams = z
  .strictObject({
    /** The unit the column should be in. */
    unit: z
      .string()
      .refine(
        (name) => unitOf(name) !== undefined,
        `a unit Assay knows: ${units.map(({ name }) => name).join(', ')}`,
      ),
    /** Where values usually lie, in that unit. */
    usual: pair.optional(),
    /** The usual median, in that unit. */
    median: z.number().optional(),
    per: perParam,
    /** So many rows of a group must look like another unit. */
    minimumRows: z.int().positive().default(5),
    /** How far, relatively, a median may be from the one that another unit would give. */
    tolerance: z.number().positive().max(0.5).default(0.1),
  })
  .refine(
    ({ usual, median }) => usual !== undefined || median !== undefined,
    'usual (two bounds) or median is needed',
  );
export type UnitParams = z.infer<typeof unitParams>;

/** The units the values could be in by mistake; none so near, as atm to bar, that a value a little out of bounds fits it. */
export const candidates = ({ unit, tolerance }: UnitParams): readonly Confusion[] => {
  const right = unitOf(unit);
  const isFar = ({ factor, offset }: Confusion): boolean => offset !== 0 || Math.abs(factor - 1) > tolerance;
  return right === undefined ? [] : confusionsOf(right).filter(isFar);
};

export const usually = ({ usual, median }: UnitParams): string =>
  `usually ${median === undefined ? (usual ?? []).map(valueText).join(' to ') : valueText(median)}`;
