import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { type Problem, problem } from '../domain/problem.ts';
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

/** Reads one YAML 1.2 document; duplicate keys are errors, aliases are limited. */
export const readYaml = (text: string, file: string): ReadYaml => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const placeOf = (path: readonly PropertyKey[]): Place => {
    for (let length = path.length; length > 0; length -= 1) {
      const start = startOf(
        document.getIn(path.slice(0, length - 1), true) ?? document.contents,
        path[length - 1],
      );
      if (start !== undefined) return at(start);
    }
    return { file, line: 1 };
  };
  const problems = document.errors.map((error) =>
    problem('yaml-invalid', error.message, 'mend the YAML at this place', at(error.pos[0])),
  );
  return {
    value: problems.length === 0 ? document.toJS({ maxAliasCount: 100 }) : undefined,
    placeOf,
    problems,
  };
};
