import { isDeepStrictEqual } from 'node:util';
import { type Document, isMap, isNode, isScalar, parseDocument, stringify, type YAMLMap } from 'yaml';
import { invariant } from '../../domain/invariant.ts';
import { isRecord } from '../../domain/objections.ts';
import type { ProjectEntries } from './project-entries.ts';

type Entries = Readonly<Record<string, unknown>>;
type Part = 'connections' | 'datasets';

const written = (value: unknown): string => stringify(value, { lineWidth: 0 });
const mapIn = (value: unknown): Entries => (isRecord(value) ? value : {});

/** The values of a text; undefined where it is no YAML. */
const valuesIn = (text: string): Entries | undefined => {
  const document = parseDocument(text);
  return document.errors.length > 0 ? undefined : mapIn(document.toJS());
};

/** The first `assay.yaml`. */
export const newProjectText = ({ connections, datasets }: ProjectEntries): string =>
  written({ version: 1, ...(Object.keys(connections).length === 0 ? {} : { connections }), datasets });

const endOfLine = (text: string, offset: number): number => {
  if (text[offset - 1] === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
};

const indented = (lines: string, depth: number): string => lines.replaceAll(/^(?=.)/gm, ' '.repeat(depth));

const insertedAt = (text: string, offset: number, lines: string): string => {
  const at = endOfLine(text, offset);
  const before = text.slice(0, at);
  return `${before}${before.endsWith('\n') || before === '' ? '' : '\n'}${lines}${text.slice(at)}`;
};

const rangeOf = (node: unknown): readonly number[] => (isNode(node) ? (node.range ?? []) : []);

/** Behind the last entry of a map that has a line for each; undefined where the map is written on one line. */
const behindLast = (text: string, map: YAMLMap, entries: Entries): string | undefined => {
  const last = map.items.at(-1);
  const [start] = rangeOf(last?.key);
  const [, end] = rangeOf(last?.value);
  if (map.flow === true || start === undefined || end === undefined) return undefined;
  const depth = start - (text.lastIndexOf('\n', start - 1) + 1);
  return insertedAt(text, end, indented(written(entries), depth));
};

/** Below a key without a value, or as a part of its own at the end. */
const begun = (text: string, document: Document, part: Part, entries: Entries): string => {
  const pair = isMap(document.contents)
    ? document.contents.items.find(({ key }) => isScalar(key) && key.value === part)
    : undefined;
  const [, end] = rangeOf(pair?.key);
  return end === undefined
    ? insertedAt(text, text.length, written({ [part]: entries }))
    : insertedAt(text, end, indented(written(entries), 2));
};

/** The text with more entries in one part; every line that is there stays as it is, unless the part is written on one line. */
const withEntries = (text: string, part: Part, entries: Entries): string => {
  if (Object.keys(entries).length === 0) return text;
  const document = parseDocument(text);
  const map = document.get(part, true);
  const before = mapIn(valuesIn(text));
  const wanted = { ...before, [part]: { ...mapIn(before[part]), ...entries } };
  const inserted = isMap(map) ? behindLast(text, map, entries) : begun(text, document, part, entries);
  if (inserted !== undefined && isDeepStrictEqual(valuesIn(inserted), wanted)) return inserted;
  if (isMap(map))
    for (const [name, entry] of Object.entries(entries)) map.set(name, document.createNode(entry));
  else document.set(part, document.createNode(entries));
  const whole = document.toString({ lineWidth: 0 });
  invariant(isDeepStrictEqual(valuesIn(whole), wanted), `${part} of assay.yaml cannot be added to`);
  return whole;
};

/** An `assay.yaml` with more datasets and the connections they need; comments stay. */
export const addedProjectText = (text: string, { connections, datasets }: ProjectEntries): string => {
  const unix = text.replaceAll('\r\n', '\n');
  const added = withEntries(withEntries(unix, 'connections', connections), 'datasets', datasets);
  return unix === text ? added : added.replaceAll('\n', '\r\n');
};
