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

const declaredFor = (physicalName: string, declared: readonly DeclaredColumn[]): DeclaredColumn | undefined =>
  declared.find((column) => column.physicalName === physicalName) ??
  declared.find((column) => same(column.physicalName, physicalName)) ??
  declared.find((column) => same(column.name, physicalName));

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
  const named = physicalNames.map((physicalName): NamedColumn => {
    const found = caseMatters
      ? (declared.find((column) => column.physicalName === physicalName) ??
        uniquely(physicalName, physicalNames, declared))
      : declaredFor(physicalName, declared);
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

const uniquely = (
  physicalName: string,
  all: readonly string[],
  declared: readonly DeclaredColumn[],
): DeclaredColumn | undefined =>
  all.filter((other) => same(other, physicalName)).length === 1
    ? declaredFor(physicalName, declared)
    : undefined;
