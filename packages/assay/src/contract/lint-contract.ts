import { type Problem, problem } from '../domain/problem.ts';
import type { Place } from '../domain/verdict.ts';
import type { Contract, ContractObject } from './contract.ts';
import type { Demand } from './demand.ts';
import { allProperties } from './schema/property-at.ts';

/**
 * Advice on a valid contract, as `contract-lint` problems: what it leaves open. Notes on how it is written (deprecated keys,
 * severity words, SLA without unit) come with `parseContract`.
 */
export const lintContract = (contract: Contract): readonly Problem[] => {
  if (contract.objects.length === 0) {
    return [
      advice('the contract describes no object: there is nothing to check', 'add schema', {
        file: contract.file,
      }),
    ];
  }
  return contract.objects.flatMap((object) => [...lintObject(object), ...lintProperties(object)]);
};

const advice = (message: string, hint: string, where: Place): Problem =>
  problem('contract-lint', message, hint, where);

const lintObject = (object: ContractObject): readonly Problem[] => {
  const { name, place, demands, properties } = object;
  const found: Problem[] = [];
  if (properties.length === 0)
    found.push(advice(`${name} names no property: no column is checked`, 'add properties', place));
  else if (!demands.some(isKeyOfRows)) {
    found.push(advice(`${name} has no key: repeated rows pass`, 'mark the key with primaryKey: true', place));
  }
  if (!demands.some(({ key }) => key === 'metric.rowCount' || key === 'custom' || key === 'sql')) {
    found.push(
      advice(
        `${name} says nothing on its rows: an empty table passes`,
        'add a rule with metric: rowCount',
        place,
      ),
    );
  }
  return found;
};

const keys: ReadonlySet<string> = new Set(['primaryKey', 'unique', 'metric.duplicateValues']);

/** A key within the items of a list says nothing on the rows. */
const isKeyOfRows = ({ key, property, args }: Demand): boolean => {
  const paths = property === undefined ? args.properties : [property];
  return keys.has(key) && Array.isArray(paths) && !paths.some((path) => String(path).includes('[]'));
};

const weak: ReadonlySet<string> = new Set(['presence', 'type', 'text', 'foreignEngine']);

const lintProperties = (object: ContractObject): readonly Problem[] => {
  const tuples = new Set(
    object.demands.flatMap(({ args }) => (Array.isArray(args.properties) ? args.properties : [])),
  );
  const strong = new Set(object.demands.flatMap(({ key, property }) => (weak.has(key) ? [] : [property])));
  const columns = new Map<string, string>();
  return allProperties(object.properties).flatMap((property) => {
    const { path, logicalType, physicalType, physicalName, place } = property;
    const what = `${object.name}.${path}`;
    const found: Problem[] = [];
    if (logicalType === undefined && physicalType === undefined)
      found.push(advice(`${what} has no type`, 'add logicalType', place));
    const judged =
      strong.has(path) || tuples.has(path) || property.properties.length > 0 || property.items !== undefined;
    if (!judged && logicalType !== 'boolean') {
      found.push(
        advice(
          `${what} has no rule on its values`,
          'add required, options or quality, if only to warn',
          place,
        ),
      );
    }
    const other = path === property.name ? columns.get(physicalName) : undefined;
    if (other !== undefined)
      found.push(advice(`${what} and ${other} read the same column ${physicalName}`, 'keep one', place));
    if (path === property.name) columns.set(physicalName, path);
    return found;
  });
};
