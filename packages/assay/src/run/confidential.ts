import type { ContractObject, ContractProperty } from '../contract/contract.ts';
import { isConfidential } from '../domain/classification.ts';
import type { Status } from '../domain/verdict.ts';
import { columnsShownBy } from '../plan/columns-shown.ts';
import type { Rule } from '../plan/rule.ts';

/** A confidential property, and the names under which something shows it: its own, and those of all that hold it. */
export interface Secret {
  readonly path: string;
  readonly names: readonly string[];
}

const namesOf = ({ path, physicalName }: ContractProperty): readonly string[] => [path, physicalName];

const secretsIn = (properties: readonly ContractProperty[], open?: readonly string[]): readonly Secret[] =>
  properties.flatMap((property) => {
    const inner = [...property.properties, ...(property.items === undefined ? [] : [property.items])];
    const held = secretsIn(inner, open).map(({ path, names }) => ({
      path,
      names: [...names, ...namesOf(property)],
    }));
    return isConfidential(property.classification, open)
      ? [{ path: property.path, names: namesOf(property) }, ...held]
      : held;
  });

/** The confidential properties of an object, however deep. */
export const secretsOf = (object: ContractObject, open?: readonly string[]): readonly Secret[] =>
  secretsIn(object.properties, open);

/** The confidential properties whose values what is asked could show; a user's SQL may call them by their physical names. */
export const secretsShownBy = (
  { rungs, failing }: Pick<Rule, 'rungs' | 'failing'>,
  status: Status,
  secrets: readonly Secret[],
): readonly string[] => {
  if (secrets.length === 0) return [];
  const shown = new Set(
    columnsShownBy(
      rungs,
      failing,
      secrets.flatMap(({ names }) => names),
      status,
    ),
  );
  return secrets.filter(({ names }) => names.some((name) => shown.has(name))).map(({ path }) => path);
};
