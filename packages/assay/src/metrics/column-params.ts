import { z } from 'zod';
import type { Column } from '../domain/column.ts';
import type { Expr } from '../sql/expression.ts';
import { column, when } from '../sql/expression.ts';

/** Parameters of a metric on one column, or on those of its values for which `where` holds. */
export const columnParams = z.strictObject({ column: z.string(), where: z.custom<Expr>().optional() });
export interface ColumnParams {
  readonly column: string;
  readonly where?: Expr | undefined;
}

/** What a profile asks of every column that a metric accepts, in its first round. */
export const profiledFirst = (
  { name }: Column,
  known: ReadonlyMap<string, unknown> | undefined,
): { readonly column: string } | undefined => (known === undefined ? { column: name } : undefined);

/** The values a metric looks at: the column, NULL where the condition does not hold. */
export const operand = ({ column: name, where }: ColumnParams): Expr =>
  where === undefined ? column(name) : when(where, column(name));
