import { isScalar } from 'yaml';
import { type Problem, problem } from '../../domain/problem.ts';
import { type Path, pointer } from '../path.ts';
import { isRecord } from '../shape.ts';
import type { Source } from '../yaml/source.ts';
import type { Conversion } from './conversion.ts';
import { applyEdits, type Edit } from './edits.ts';
import { convertOptions } from './options.ts';
import { replace } from './pairs.ts';
import { convertRule } from './rules.ts';
import { convertTeam } from './team.ts';
import { convertType } from './types.ts';

export interface ConvertedSource {
  readonly text: string;
  /** What was changed, one sentence each. */
  readonly changes: readonly string[];
  readonly problems: readonly Problem[];
  /** The offset in the old text of one in the new. */
  readonly original: (offset: number) => number;
}

/** Rewrites ODCS 3.0 as 3.1, in the text itself, so that comments, order and layout stay. */
export const convertSource = (source: Source): ConvertedSource => {
  const edits = new Map<string, Edit>();
  const changes: string[] = [];
  const problems: Problem[] = [];
  const conversion: Conversion = {
    source,
    edit: (edit, change) => {
      const place = `${edit.start}-${edit.end}-${edit.text}`;
      if (change !== undefined && !changes.includes(change)) changes.push(change);
      if (edit.end > edit.start || edit.text !== '') edits.set(place, edit);
    },
    refuse: (path, message, hint) => {
      problems.push(problem('contract-invalid', `${pointer(path)}: ${message}`, hint, source.place(path)));
    },
  };
  const version = source.node(['apiVersion']);
  if (isScalar(version))
    conversion.edit(replace(version, 'v3.1.0'), `/apiVersion: ${version.value} became v3.1.0`);
  convertTeam(conversion);
  if (isRecord(source.value))
    eachEntry(source.value.schema, ['schema'], (object, path) => convertElement(conversion, object, path));
  return { ...applyEdits(source.text, [...edits.values()]), changes, problems };
};

const convertElement = (conversion: Conversion, element: Record<string, unknown>, path: Path): void => {
  eachEntry(element.quality, [...path, 'quality'], (_, rule) => convertRule(conversion, rule));
  convertType(conversion, element, path);
  convertOptions(conversion, [...path, 'logicalTypeOptions']);
  eachEntry(element.properties, [...path, 'properties'], (property, place) =>
    convertElement(conversion, property, place),
  );
  if (isRecord(element.items)) convertElement(conversion, element.items, [...path, 'items']);
};

const eachEntry = (
  list: unknown,
  path: Path,
  visit: (entry: Record<string, unknown>, path: Path) => void,
): void => {
  if (!Array.isArray(list)) return;
  for (const [index, entry] of list.entries()) if (isRecord(entry)) visit(entry, [...path, index]);
};
