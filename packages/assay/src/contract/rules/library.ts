import { z } from 'zod';
import { comparisonOf } from '../../domain/comparison.ts';
import { suggestion } from '../../domain/nearest.ts';
import { customByName, list, text } from '../odcs/common.ts';
import type { MetricName, ruleShapes } from '../odcs/rules.ts';
import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';
import { closed, readShape } from '../shape.ts';
import { duplicateNulls } from './duplicate-nulls.ts';
import { canBe, exactLiteral } from './literals.ts';
import { refuseLostDigits } from './operands.ts';
import type { Owner } from './owner.ts';
import { checkPattern } from './pattern.ts';
import type { RuleBody } from './rule-body.ts';
import { readLibraryUnit } from './unit.ts';

type Keys = Partial<z.output<typeof ruleShapes.library>>;

const values = z
  .array(z.union([text, z.number(), z.boolean(), z.null()], 'a list holds single values only'))
  .min(1, 'the list is empty');
const names = z
  .array(text)
  .min(1, 'the list is empty')
  .refine((all) => new Set(all).size === all.length, 'a name is written twice');

const none = closed({});
const argumentShapes = {
  nullValues: { property: none },
  missingValues: { property: closed({ missingValues: values.exactOptional() }) },
  invalidValues: { property: closed({ validValues: values.exactOptional(), pattern: text.exactOptional() }) },
  duplicateValues: { property: none, object: closed({ properties: names }) },
  rowCount: { object: none },
} as const satisfies Record<
  MetricName,
  { property?: ReturnType<typeof closed>; object?: ReturnType<typeof closed> }
>;

/** A rule of ODCS's library: a metric, its arguments, an operator and a number. */
export const readLibrary = (reading: Reading, keys: Keys, path: Path, owner: Owner): RuleBody | undefined => {
  const { metric } = keys;
  if (metric === undefined) return undefined;
  const level = owner.property === undefined ? 'object' : 'property';
  const shapes: { property?: ReturnType<typeof closed>; object?: ReturnType<typeof closed> } =
    argumentShapes[metric];
  const shape = shapes[level];
  if (shape === undefined) {
    const other = level === 'object' ? 'a property' : 'an object';
    reading.reject(
      [...path, 'metric'],
      `${metric} counts ${other}, but the rule stands on ${level === 'object' ? 'an object' : 'a property'}`,
      `move the rule to ${other}`,
    );
    return undefined;
  }
  const custom = { ...owner.defaults, ...customByName(keys.customProperties) };
  const nulls = metric === 'duplicateValues' ? duplicateNulls(reading, custom, path) : {};
  const args = { ...readArguments(reading, metric, shape, keys.arguments, path, owner), ...nulls };
  const comparison = comparisonOf(keys);
  if (typeof comparison === 'string') reading.reject(path, comparison, 'write one operator with a number');
  else if (typeof comparison.value === 'string' || typeof comparison.value === 'boolean') {
    reading.reject(
      [...path, comparison.operator],
      `a metric is a number, ${JSON.stringify(comparison.value)} is none`,
      'write a number',
    );
  }
  refuseLostDigits(reading, keys, path);
  const unit = readLibraryUnit(reading, keys.unit, metric, path);
  const body: RuleBody = { key: `metric.${metric}`, args };
  return {
    ...body,
    ...(typeof comparison === 'string' ? {} : { comparison }),
    ...(unit === undefined ? {} : { unit }),
  };
};

const readArguments = (
  reading: Reading,
  metric: MetricName,
  shape: ReturnType<typeof closed>,
  raw: unknown,
  rule: Path,
  owner: Owner,
) => {
  const path = [...rule, 'arguments'];
  const { keys, whole } = readShape(
    reading,
    shape,
    raw ?? {},
    raw === undefined && metric === 'duplicateValues' ? rule : path,
  );
  const args: Record<string, unknown> = { ...keys };
  if (!whole) return args;
  if (metric === 'invalidValues' && Object.keys(args).length === 0) {
    reading.reject(path, 'invalidValues needs validValues or a pattern', 'say which values are valid');
  }
  for (const name of ['validValues', 'missingValues'] as const) {
    const listed = list.safeParse(args[name]).data;
    if (listed === undefined) continue;
    args[name] = listed.map((value, index) => {
      const place = [...path, name, index];
      if (!canBe(value, owner.logicalType, owner.format)) {
        reading.reject(
          place,
          `${JSON.stringify(value)} can never be a value of logicalType ${owner.logicalType}`,
          'write a value of that type',
        );
      }
      return exactLiteral(reading.source, place, value);
    });
  }
  if (metric === 'missingValues') noteNull(reading, list.safeParse(args.missingValues).data, path);
  if (typeof args.pattern === 'string') checkPattern(reading, args.pattern, [...path, 'pattern']);
  if (Array.isArray(args.properties))
    checkNames(reading, args.properties.map(String), [...path, 'properties'], owner);
  return args;
};

const noteNull = (reading: Reading, listed: readonly unknown[] | undefined, path: Path): void => {
  if (listed === undefined)
    reading.note(path, 'missingValues without a list counts NULL only', 'list the values that mean missing');
  else if (!listed.includes(null))
    reading.note(path, 'NULL counts as missing though the list leaves it out', 'add null to the list');
};

const checkNames = (reading: Reading, written: readonly string[], path: Path, owner: Owner): void => {
  const known = owner.paths();
  for (const [index, name] of written.entries()) {
    if (!known.has(name))
      reading.reject(
        [...path, index],
        `${owner.object} has no property ${name}`,
        suggestion(name, [...known]),
      );
  }
};
