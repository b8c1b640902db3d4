import { isScalar } from 'yaml';
import { suggestion } from '../../domain/nearest.ts';
import { metrics } from '../odcs/rules.ts';
import { type Path, pointer } from '../path.ts';
import type { Conversion } from './conversion.ts';
import { pairOf, replace } from './pairs.ts';

const successors: Readonly<Record<string, string>> = {
  nullCheck: 'nullValues',
  nullCount: 'nullValues',
  uniqueCheck: 'duplicateValues',
  duplicateCount: 'duplicateValues',
  countCheck: 'rowCount',
  validValues: 'invalidValues',
};

/** `rule: rowCount` becomes `metric: rowCount`. A rule that 3.1 does not know has no translation. */
export const convertRule = (conversion: Conversion, path: Path): void => {
  const node = conversion.source.node(path);
  const pair = pairOf(node, 'rule');
  if (pair === undefined || pairOf(node, 'metric') !== undefined) return;
  const type = pairOf(node, 'type')?.value;
  if (isScalar(type) && type.value !== 'library') return;
  const name = isScalar(pair.value) ? String(pair.value.value) : '';
  if (metrics.some((metric) => metric === name)) {
    conversion.edit(replace(pair.key, 'metric'), `${pointer(path)}: rule became metric`);
    return;
  }
  const next = Object.hasOwn(successors, name) ? successors[name] : undefined;
  const hint =
    next === undefined ? suggestion(name, metrics) : `write metric: ${next}, with its arguments and operator`;
  conversion.refuse([...path, 'rule'], `ODCS 3.1 has no metric ${name}`, hint);
};
