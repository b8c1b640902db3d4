import {
  type Document,
  type ErrorCode,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import type { z } from 'zod';
import { objectionsTo } from '../domain/objections.ts';
import { type Problem, type ProblemCode, problem } from '../domain/problem.ts';
import type { Place } from '../domain/verdict.ts';

/** A YAML file's value with the place of each of its paths. */
export interface ReadYaml {
  readonly value: unknown;
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
  readonly problems: readonly Problem[];
}

/** Where an entry of a map or list begins: at its key. */
const startOf = (parent: unknown, key: PropertyKey | undefined): number | undefined => {
  if (isMap(parent)) {
    const entry = parent.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
    return isScalar(entry?.key) ? entry.key.range?.[0] : undefined;
  }
  const item = isSeq(parent) && typeof key === 'number' ? parent.items[key] : undefined;
  return isNode(item) ? item.range?.[0] : undefined;
};

/** A key that JavaScript takes for something else, and that would be lost. */
const lostKeys = (document: Document): readonly number[] => {
  const found: number[] = [];
  visit(document, {
    Pair: (_key, { key }) => {
      if (isScalar(key) && key.value === '__proto__') found.push(key.range?.[0] ?? 0);
    },
  });
  return found;
};

/** The value, or undefined where aliases multiply beyond what a hundred of them may. */
const plainOf = (document: Document): { readonly value: unknown } | undefined => {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) };
  } catch (cause) {
    if (cause instanceof ReferenceError) return undefined;
    throw cause;
  }
};

const largestBytes = 8 * 1024 * 1024;

/** Errors that the YAML library words for programmers. */
const sayings: Partial<Record<ErrorCode, string>> = {
  DUPLICATE_KEY: 'this key is there twice',
  MULTIPLE_DOCS: 'a second document begins here',
  NON_STRING_KEY: 'a key is not plain text',
  RESOURCE_EXHAUSTION: 'it is nested too deeply',
};

/** What a schema objects to in a YAML file, each at its line; `guide` says what may be written. */
export const objected = (
  { value, placeOf }: ReadYaml,
  { issues }: z.ZodError,
  code: ProblemCode,
  guide: string,
): readonly Problem[] =>
  objectionsTo(value, issues, guide).map(({ path, message, hint }) =>
    problem(code, path.length === 0 ? message : `${path.join('.')}: ${message}`, hint, placeOf(path)),
  );

/** Reads one YAML 1.2 document of at most 8 MB; duplicate keys are errors, aliases are limited. */
export const readYaml = (text: string, file: string): ReadYaml => {
  if (Buffer.byteLength(text) > largestBytes) {
    const large = problem('yaml-invalid', 'the file is larger than 8 MB', 'write less into one file', {
      file,
    });
    return { value: undefined, placeOf: () => ({ file }), problems: [large] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    resolveKnownTags: false,
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    stringKeys: true,
  });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const placeOf = (path: readonly PropertyKey[]): Place => {
    for (let length = path.length; length > 0; length -= 1) {
      const start = startOf(document.getIn(path.slice(0, length - 1), true), path[length - 1]);
      if (start !== undefined) return at(start);
    }
    return { file, line: 1 };
  };
  const problems = [
    ...document.errors.map(({ code, message, pos }) =>
      problem('yaml-invalid', sayings[code] ?? message, 'mend the YAML at this place', at(pos[0])),
    ),
    ...lostKeys(document).map((offset) =>
      problem('yaml-invalid', 'nothing may be called __proto__', 'use another name', at(offset)),
    ),
  ];
  if (problems.length > 0) return { value: undefined, placeOf, problems };
  const read = plainOf(document);
  const bomb = problem('yaml-invalid', 'its aliases expand to too many values', 'write them out', { file });
  return read === undefined
    ? { value: undefined, placeOf, problems: [bomb] }
    : { value: read.value, placeOf, problems };
};
