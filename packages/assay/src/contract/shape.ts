import { z } from 'zod';
import { isRecord, objectionsTo } from '../domain/objections.ts';
import type { Path } from './path.ts';
import type { Reading } from './reading.ts';

export { closed, inWords, isRecord } from '../domain/objections.ts';

/**
 * Checks `raw` against a closed map. Each thing wrong becomes a problem; what is right comes back, so that reading goes on
 * and finds the problems further down. `whole` says that nothing was wrong.
 */
export const readShape = <S extends z.ZodRawShape>(
  reading: Reading,
  schema: z.ZodObject<S, z.core.$strict>,
  raw: unknown,
  path: Path,
): { readonly keys: Partial<z.output<z.ZodObject<S, z.core.$strict>>>; readonly whole: boolean } => {
  const result = schema.safeParse(raw);
  if (result.success) return { keys: result.data, whole: true };
  for (const { path: inner, message, hint } of objectionsTo(
    raw,
    result.error.issues,
    'docs/guide/contracts.md',
  ))
    reading.reject([...path, ...inner], message, hint);
  return { keys: salvage(schema, raw), whole: false };
};

const salvage = <S extends z.ZodRawShape>(schema: z.ZodObject<S, z.core.$strict>, raw: unknown) => {
  const kept: Record<string, unknown> = {};
  if (isRecord(raw)) {
    for (const [key, part] of Object.entries(schema.shape)) {
      const value = Object.hasOwn(raw, key) ? z.safeParse(part, raw[key]) : undefined;
      if (value?.success === true) kept[key] = value.data;
    }
  }
  return kept as Partial<z.output<z.ZodObject<S, z.core.$strict>>>;
};
