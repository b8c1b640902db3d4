import { z } from 'zod';
import { nearest, suggestion } from './nearest.ts';

/** A map that takes these keys and no others; what is wrong with one is worded by `objectionsTo`. */
export const closed = <S extends z.ZodRawShape>(shape: S): z.ZodObject<S, z.core.$strict> =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined),
  });

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value in the words of a problem: `text "x"`, `number 1`, `a list`. A URL may hold a password and is not shown. */
export const inWords = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'an empty value';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string' && value.includes('://')) return 'a URL';
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

type Step = string | number;

/** What is wrong with a value that a person wrote, where in it, and what to do. */
export interface Objection {
  readonly path: readonly Step[];
  readonly message: string;
  readonly hint: string;
}

const valueAt = (raw: unknown, path: readonly Step[]): unknown => {
  let value = raw;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.hasOwn(value, step) ? (value as Record<Step, unknown>)[step] : undefined;
  }
  return value;
};

const weight = (issues: readonly z.core.$ZodIssue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);

/** What zod 4 says of a union that has no words of its own. */
const wordlessUnion = 'Invalid input';

/** Of several forms the one that least is wrong with is the one that was meant. */
const closestForm = (forms: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] =>
  forms.toSorted((left, right) => weight(left) - weight(right))[0] ?? [];

/** The issues of zod, found in `raw`, in words for whoever wrote it. `guide` is the page that says what may be written. */
export const objectionsTo = (
  raw: unknown,
  issues: readonly z.core.$ZodIssue[],
  guide: string,
  above: readonly Step[] = [],
): readonly Objection[] =>
  issues.flatMap((issue): readonly Objection[] => {
    const path = [...above, ...issue.path.filter((step) => typeof step !== 'symbol')];
    const value = valueAt(raw, path);
    if (issue.code === 'invalid_union' && issue.errors.length > 0 && issue.message === wordlessUnion)
      return objectionsTo(raw, closestForm(issue.errors), guide, path);
    if (issue.code === 'unrecognized_keys') {
      const known = issue.message.split(' ').filter((key) => key !== '');
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `unknown key ${key}`,
        hint: suggestion(key, known),
      }));
    }
    const say = (message: string, hint: string): readonly Objection[] => [{ path, message, hint }];
    if (value === null && path.length === 0) return say('nothing is written in it', `see ${guide}`);
    if (issue.code === 'invalid_key')
      return say(issue.issues[0]?.message ?? issue.message, 'call it otherwise');
    if (value === undefined && path.length > 0) {
      const written = valueAt(raw, path.slice(0, -1));
      const near = isRecord(written) ? nearest(String(path.at(-1)), Object.keys(written)) : undefined;
      return say(
        'the key is missing',
        near === undefined ? 'add it' : `add it, or is ${near} meant to be it?`,
      );
    }
    if (issue.code === 'invalid_type') {
      const expected = typeWords[issue.expected] ?? issue.expected;
      const quotable =
        issue.expected === 'string' && (typeof value === 'number' || typeof value === 'boolean');
      return say(
        `expected ${expected}, found ${inWords(value)}`,
        quotable ? 'write it in quotes' : `write ${expected}`,
      );
    }
    const allowed =
      issue.code === 'invalid_value'
        ? issue.values
        : issue.code === 'invalid_union' && 'options' in issue
          ? issue.options
          : undefined;
    if (allowed !== undefined)
      return say(
        `${inWords(value)} is none of the values allowed here`,
        suggestion(String(value), allowed.map(String)),
      );
    return say(`${issue.message}; found ${inWords(value)}`, `see ${guide}`);
  });
