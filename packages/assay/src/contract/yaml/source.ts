import {
  type Alias,
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Place } from '../../domain/verdict.ts';
import type { Path } from '../path.ts';
import { isMerge, mergedMaps } from './merge.ts';
import { plainValue } from './plain-value.ts';
import { limits, survey } from './survey.ts';

/** A YAML text as plain values, with the place of each. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly document: Document;
  readonly value: unknown;
  /** Where the key (of a map) or item (of a list) at `path` stands; the nearest place above it where it does not exist. */
  readonly place: (path: Path) => Place;
  /** Line and column of an offset, from 1. */
  readonly lineAt: Locate;
  /** The node at `path`, aliases followed. */
  readonly node: (path: Path) => Node | undefined;
}

export type SourceOrProblems =
  | { readonly source: Source; readonly problems: readonly Problem[] }
  | { readonly problems: readonly Problem[] };

/** Maps an offset of a converted text back to the file's line and column. */
export type Locate = (offset: number) => { readonly line: number; readonly col: number };

/**
 * Reads YAML 1.2 without date conversion, whatever version a directive names; merge keys are followed. Duplicate keys, alias bombs, deep nesting and files above 8 MB are problems
 * (`yaml-invalid`), all of them collected.
 */
export const parseSource = (text: string, file: string, locate?: Locate): SourceOrProblems => {
  if (Buffer.byteLength(text) > limits.sizeBytes) {
    return refusal(
      { file },
      `the file is larger than ${limits.sizeBytes / 1024 / 1024} MB`,
      'split the contract',
    );
  }
  const lines = new LineCounter();
  const lineAt: Locate = locate ?? ((offset) => lines.linePos(offset));
  const placeAt = (offset: number): Place => {
    const { line, col } = lineAt(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    resolveKnownTags: false,
    lineCounter: lines,
    uniqueKeys: false,
    stringKeys: true,
    prettyErrors: false,
  });
  const found = survey(document.contents);
  const problems = [
    ...document.errors.map(({ code, message, pos }) => {
      const { words, hint } = sayings[code] ?? { words: message, hint: 'mend the YAML' };
      return problem('yaml-invalid', words, hint, placeAt(pos[0]));
    }),
    ...found.objections.map(({ node, message, hint }) =>
      problem('yaml-invalid', message, hint, placeAt(startOf(node) ?? 0)),
    ),
  ];
  if (problems.length > 0) return { problems };
  const notes = document.warnings.map((warning) =>
    problem('contract-lint', warning.message, 'use plain YAML values', placeAt(warning.pos[0])),
  );
  const steps = (path: Path) => walk(document.contents, path, found.targets);
  const source: Source = {
    file,
    text,
    document,
    value: plainValue(document.contents, found.targets),
    place: (path) => placeAt(steps(path).start),
    lineAt,
    node: (path) => steps(path).node,
  };
  return { source, problems: notes };
};

/** Errors that the YAML library words for programmers. */
const sayings: Partial<Record<ErrorCode, { readonly words: string; readonly hint: string }>> = {
  RESOURCE_EXHAUSTION: {
    words: `nested deeper than ${limits.depth} levels`,
    hint: 'a contract needs fewer levels',
  },
  MULTIPLE_DOCS: { words: 'a second document begins here', hint: 'keep one document in a file' },
  NON_STRING_KEY: { words: 'a key is not plain text', hint: 'write keys as plain text' },
};

const refusal = (where: Place, message: string, hint: string): SourceOrProblems => ({
  problems: [problem('yaml-invalid', message, hint, where)],
});

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

const walk = (
  root: unknown,
  path: Path,
  targets: ReadonlyMap<Alias, Node>,
): { start: number; node: Node | undefined } => {
  let node = root;
  let start = startOf(root) ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = targets.get(node);
    if (isMap(node)) {
      const pair = pairOf(node, String(step), targets);
      if (pair === undefined) return { start, node: undefined };
      start = startOf(pair.key) ?? start;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number' && step < node.items.length) {
      node = node.items[step];
      start = startOf(node) ?? start;
    } else return { start, node: undefined };
  }
  if (isAlias(node)) node = targets.get(node);
  return { start, node: isNode(node) ? node : undefined };
};

/** The pair of this key: of the map itself, else of what it merges. */
const pairOf = (map: YAMLMap, name: string, targets: ReadonlyMap<Alias, Node>): Pair | undefined => {
  const own = map.items.find(
    (pair) => isScalar(pair.key) && String(pair.key.value) === name && !isMerge(pair),
  );
  if (own !== undefined) return own;
  for (const merged of map.items.filter(isMerge).flatMap((pair) => mergedMaps(pair, targets) ?? [])) {
    const found = pairOf(merged, name, targets);
    if (found !== undefined) return found;
  }
  return undefined;
};
