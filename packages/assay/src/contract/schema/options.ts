import type { LogicalType } from '../logical-type.ts';
import { optionShapes } from '../odcs/options.ts';
import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';
import { checkPattern } from '../rules/pattern.ts';
import { closed, isRecord, readShape } from '../shape.ts';
import { checkBounds } from './bounds.ts';

const noOptions = closed({});

/** Reads `logicalTypeOptions` by the property's logical type; without one, and for boolean, there are none. */
export const readOptions = (
  reading: Reading,
  raw: unknown,
  type: LogicalType | undefined,
  path: Path,
): Readonly<Record<string, unknown>> => {
  if (raw === undefined) return {};
  if (isRecord(raw) && Object.keys(raw).length > 0 && (type === undefined || type === 'boolean')) {
    const why =
      type === undefined ? 'options mean nothing without a logicalType' : 'boolean takes no options';
    reading.reject(path, why, type === undefined ? 'add logicalType' : 'take the options away');
    return {};
  }
  const { keys, whole } = readShape(reading, type === undefined ? noOptions : optionShapes[type], raw, path);
  const options: Readonly<Record<string, unknown>> = keys;
  if (typeof options.pattern === 'string') checkPattern(reading, options.pattern, [...path, 'pattern']);
  if (whole && type !== undefined) checkBounds(reading, options, type, path);
  return options;
};
