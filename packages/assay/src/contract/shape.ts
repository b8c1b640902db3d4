import { z } from 'zod';
import { nearest, suggestion } from '../domain/nearest.ts';
import type { Path } from './path.ts';
import type { Reading } from './reading.ts';

/** A map that takes these keys and no others. */
export const closed = <S extends z.ZodRawShape>(shape: S): z.ZodObject<S, z.core.$strict> =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined),
  });

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
  for (const issue of result.error.issues) reportIssue(reading, issue, raw, path);
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

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value in the words of a problem: `text "x"`, `number 1`, `a list`. */
export const inWords = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'an empty value';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const kind =
    { string: 'text', number: 'number', boolean: 'flag' }[typeof value as 'string'] ?? typeof value;
  const written = JSON.stringify(value);
  return `${kind} ${written.length > 60 ? `${written.slice(0, 57)}…` : written}`;
};

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

const reportIssue = (reading: Reading, issue: z.core.$ZodIssue, raw: unknown, base: Path): void => {
  const inner = issue.path.filter((step) => typeof step !== 'symbol');
  const path = [...base, ...inner];
  const value = valueAt(raw, inner);
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split(' ');
    for (const key of issue.keys)
      reading.reject([...path, key], `unknown key ${key}`, suggestion(key, known));
    return;
  }
  if (value === undefined && inner.length > 0) {
    const written = valueAt(raw, inner.slice(0, -1));
    const near = isRecord(written) ? nearest(String(inner.at(-1)), Object.keys(written)) : undefined;
    reading.reject(
      path,
      'the key is missing',
      near === undefined ? 'add it' : `add it, or is ${near} meant to be it?`,
    );
  } else if (issue.code === 'invalid_type') {
    const expected = typeWords[issue.expected] ?? issue.expected;
    const quotable = issue.expected === 'string' && (typeof value === 'number' || typeof value === 'boolean');
    reading.reject(
      path,
      `expected ${expected}, found ${inWords(value)}`,
      quotable ? 'write it in quotes' : `write ${expected}`,
    );
  } else if (issue.code === 'invalid_value') {
    const known = issue.values.map(String);
    reading.reject(
      path,
      `${inWords(value)} is none of the values allowed here`,
      suggestion(String(value), known),
    );
  } else reading.reject(path, `${issue.message}; found ${inWords(value)}`, 'see docs/guide/contracts.md');
};

const valueAt = (raw: unknown, path: Path): unknown => {
  let value = raw;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined;
  }
  return value;
};
