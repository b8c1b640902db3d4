import type { ContractProperty } from '../contract/contract.ts';
import { isConfidential } from '../domain/classification.ts';
import type { Status } from '../domain/verdict.ts';
import type { MetricRequest } from '../metrics/request.ts';
import { columnsMeasuredBy, columnsShownBy } from '../plan/columns-shown.ts';
import type { Rule } from '../plan/rule.ts';

/** A confidential property, and the names under which something shows it: its own, and those of all that hold it. */
export interface Secret {
  readonly path: string;
  readonly names: readonly string[];
}

const namesOf = ({ path, physicalName }: ContractProperty): readonly string[] => [path, physicalName];

/** The confidential ones among properties, and in them, however deep. */
export const secretsIn = (
  properties: readonly ContractProperty[],
  open?: readonly string[],
): readonly Secret[] =>
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

/** Whether a property is confidential, or holds one that is. */
export const holdsSecret = (property: ContractProperty, open?: readonly string[]): boolean =>
  secretsIn([property], open).length > 0;

const namesIn = (secrets: readonly Secret[]): readonly string[] => secrets.flatMap(({ names }) => names);

/** Whether a metric could show the value of a confidential property. */
export const showsSecret = (request: MetricRequest, secrets: readonly Secret[]): boolean =>
  columnsMeasuredBy(request, namesIn(secrets)).length > 0;

/** The confidential properties whose values what is asked could show; a user's SQL may call them by their physical names. */
export const secretsShownBy = (
  { rungs, failing }: Pick<Rule, 'rungs' | 'failing'>,
  status: Status,
  secrets: readonly Secret[],
): readonly string[] => {
  const shown = new Set(columnsShownBy(rungs, failing, namesIn(secrets), status));
  return secrets.filter(({ names }) => names.some((name) => shown.has(name))).map(({ path }) => path);
};
