import { type CodeSet, charactersOf, codeOf, codeSet, complement, lineTerminators } from './code-set.ts';
import { readEscape } from './escape.ts';
import { longestPattern, mostRanges, mostRepetitions, rangesIn, repetitions } from './limits.ts';
import type { PatternNode } from './node.ts';
import { type PatternReader, readPattern } from './reader.ts';

/**
 * Reads a regular expression of ECMA-262: characters, classes, escapes (`\d`, `\u{…}`, `\p{…}`), `.`, `^`, `$`, `\b`, `\B`,
 * groups, choices and quantifiers, without flags and by code points. Throws `Unsupported` for lookaround, back-references, named
 * groups, modifiers, more than 1000 repetitions, what ECMA-262 refuses, and what is too large for an engine.
 */
export const parsePattern = (pattern: string): PatternNode => {
  const reader = readPattern(pattern);
  if (pattern.length > longestPattern) reader.refuse(`is longer than ${longestPattern} characters`);
  const node = readChoice(reader);
  if (reader.peek() !== '') reader.refuse('closes a group that is not open');
  if (repetitions(node) > mostRepetitions) reader.refuse(`repeats a part more than ${mostRepetitions} times`);
  if (rangesIn(node) > mostRanges) reader.refuse(`holds more than ${mostRanges} ranges of characters`);
  return node;
};

const readChoice = (reader: PatternReader): PatternNode => {
  const options = [readSequence(reader)];
  while (reader.maybe('|')) options.push(readSequence(reader));
  const [only] = options;
  return only !== undefined && options.length === 1 ? only : { kind: 'choice', options };
};

const readSequence = (reader: PatternReader): PatternNode => {
  const parts: PatternNode[] = [];
  while (reader.peek() !== '' && reader.peek() !== '|' && reader.peek() !== ')')
    parts.push(readQuantified(reader));
  return { kind: 'sequence', parts };
};

const signs: Readonly<Record<string, readonly [number, number | undefined]>> = {
  '*': [0, undefined],
  '+': [1, undefined],
  '?': [0, 1],
};

const readQuantifier = (reader: PatternReader): readonly [number, number | undefined] | undefined => {
  const sign = reader.match(/[*+?]/uy)?.[0];
  if (sign !== undefined) return signs[sign];
  const counted = reader.match(/\{(\d+)(,(\d*))?\}/uy);
  if (counted === undefined) return undefined;
  const min = Number(counted[1]);
  if (counted[2] === undefined) return [min, min];
  return [min, counted[3] === '' ? undefined : Number(counted[3])];
};

const readQuantified = (reader: PatternReader): PatternNode => {
  const of = readAtom(reader);
  const quantifier = readQuantifier(reader);
  if (quantifier === undefined) return of;
  const [min, max] = quantifier;
  if (max !== undefined && max < min) reader.refuse('has a quantifier whose numbers are out of order');
  if (of.kind === 'start' || of.kind === 'end' || of.kind === 'boundary' || of.kind === 'notBoundary') {
    reader.refuse('repeats an assertion');
  }
  reader.maybe('?');
  return { kind: 'repeat', of, min, max };
};

const readAtom = (reader: PatternReader): PatternNode => {
  if (reader.match(/[*+?]|\{\d+(,\d*)?\}/uy) !== undefined) reader.refuse('has nothing to repeat');
  const next = reader.take();
  switch (next) {
    case '^':
      return { kind: 'start' };
    case '$':
      return { kind: 'end' };
    case '.':
      return { kind: 'character', set: complement(lineTerminators) };
    case '[':
      return { kind: 'character', set: readClass(reader) };
    case '(':
      return readGroup(reader);
    case '\\':
      if (reader.maybe('b')) return { kind: 'boundary' };
      if (reader.maybe('B')) return { kind: 'notBoundary' };
      return { kind: 'character', set: readEscape(reader) };
    default:
      return { kind: 'character', set: charactersOf(next) };
  }
};

const readGroup = (reader: PatternReader): PatternNode => {
  if (reader.maybe('?') && !reader.maybe(':')) {
    const form = reader.match(/<?[=!]/uy) === undefined ? 'a named group or modifiers' : 'lookaround';
    reader.refuse(`uses ${form}, which not every engine has`);
  }
  const inner = reader.deeper(() => readChoice(reader));
  if (!reader.maybe(')')) reader.refuse('has an open group');
  return inner;
};

const readClass = (reader: PatternReader): CodeSet => {
  const negated = reader.maybe('^');
  const ranges: (readonly [number, number])[] = [];
  while (!reader.maybe(']')) {
    const low = readClassMember(reader);
    const isRange = reader.match(/-(?!\])/uy) !== undefined;
    if (!isRange) {
      ranges.push(...low);
      continue;
    }
    const [from, to] = [only(low), only(readClassMember(reader))];
    if (from === undefined || to === undefined) return reader.refuse('has a range between classes');
    if (from > to) reader.refuse('has a range that is out of order');
    ranges.push([from, to]);
  }
  const set = codeSet(ranges);
  return negated ? complement(set) : set;
};

const readClassMember = (reader: PatternReader): CodeSet => {
  const next = reader.take();
  if (next === '') return reader.refuse('has an open class');
  if (next !== '\\') return codeSet([[codeOf(next), codeOf(next)]]);
  return reader.maybe('b') ? codeSet([[8, 8]]) : readEscape(reader);
};

const only = ([range, ...others]: CodeSet): number | undefined =>
  range !== undefined && others.length === 0 && range[0] === range[1] ? range[0] : undefined;
