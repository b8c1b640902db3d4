import { refuse } from '../../domain/problem.ts';
import type { DeclaredColumn } from '../../domain/source.ts';

/** A column of a source under the name a contract uses for it. */
export interface NamedColumn {
  readonly name: string;
  /** The name in the source. */
  readonly physicalName: string;
  readonly declared?: DeclaredColumn;
}

const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

type Finder = (physicalName: string) => DeclaredColumn | undefined;

const byKey = (
  declared: readonly DeclaredColumn[],
  key: (column: DeclaredColumn) => string,
): ReadonlyMap<string, DeclaredColumn> =>
  new Map([...declared].reverse().map((column) => [key(column), column]));

/** By physical name as written, by physical name in any case, by name in any case. */
const finderOf = (declared: readonly DeclaredColumn[]): Finder => {
  const [exact, physical, name] = [
    byKey(declared, (column) => column.physicalName),
    byKey(declared, (column) => column.physicalName.toLowerCase()),
    byKey(declared, (column) => column.name.toLowerCase()),
  ];
  return (asked) => exact.get(asked) ?? physical.get(asked.toLowerCase()) ?? name.get(asked.toLowerCase());
};

/** Where case matters, another case is taken only for a name that no other column has in another case. */
const carefulFinderOf = (declared: readonly DeclaredColumn[], physicalNames: readonly string[]): Finder => {
  const loose = finderOf(declared);
  const exact = byKey(declared, (column) => column.physicalName);
  const counts = Map.groupBy(physicalNames, (name) => name.toLowerCase());
  return (asked) =>
    exact.get(asked) ?? (counts.get(asked.toLowerCase())?.length === 1 ? loose(asked) : undefined);
};

/**
 * Gives the columns of a source the names of the contract (case ignored). Names that only differ in case keep the source's
 * spelling. Two columns of one name are a problem where the engine cannot tell them apart: a rule would judge either.
 */
export const nameColumns = (
  physicalNames: readonly string[],
  declared: readonly DeclaredColumn[],
  where: string,
  caseMatters = false,
): readonly NamedColumn[] => {
  const find = caseMatters ? carefulFinderOf(declared, physicalNames) : finderOf(declared);
  const named = physicalNames.map((physicalName): NamedColumn => {
    if (physicalName.includes('\0'))
      refuse(
        'source-unreadable',
        `${where} has a column whose name holds a NUL byte`,
        'look at what wrote it',
        { file: where },
      );
    const found = find(physicalName);
    if (found === undefined) return { name: physicalName, physicalName };
    return {
      name: same(found.name, physicalName) ? physicalName : found.name,
      physicalName,
      declared: found,
    };
  });
  const seen = new Map<string, number>();
  for (const [index, { name, physicalName }] of named.entries()) {
    const key = caseMatters ? name : name.toLowerCase();
    const before = seen.get(key);
    if (before !== undefined) {
      const other = named[before]?.physicalName ?? '';
      refuse(
        'source-unreadable',
        other === physicalName
          ? `${where} has two columns called ${JSON.stringify(name)}: numbers ${before + 1} and ${index + 1}`
          : `${where} has the columns ${JSON.stringify(other)} (number ${before + 1}) and ${JSON.stringify(physicalName)} (number ${index + 1}), which cannot be told apart`,
        'rename one of them: a rule could not say which it means',
        { file: where },
      );
    }
    seen.set(key, index);
  }
  return named;
};
