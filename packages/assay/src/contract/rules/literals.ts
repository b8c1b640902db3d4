import { isScalar } from 'yaml';
import type { LogicalType } from '../logical-type.ts';
import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';

const canonical = (digits: string): string => digits.replace(/^\+/, '').replace(/^(-?)0+(?=\d)/, '$1');

/**
 * A number as written: where a double would lose digits, `{type: 'bigint' | 'decimal', value}`; everything else, and every
 * value that is no number, as it is.
 */
export const exactLiteral = (reading: Reading, path: Path, value: unknown): unknown => {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const node = reading.source.node(path);
  const written = isScalar(node) ? (node.source ?? '') : '';
  if (/^[-+]?\d+$/.test(written)) return { type: 'bigint', value: canonical(written) };
  const digits = written.replace(/[-+.]/g, '').replace(/^0+/, '');
  if (/^[-+]?\d*\.\d+$/.test(written) && digits.length > 15 && digits.length > significant(value)) {
    return { type: 'decimal', value: canonical(written) };
  }
  return value;
};

const significant = (value: number): number =>
  value
    .toString()
    .replace(/[-.]|e.*$/g, '')
    .replace(/^0+/, '').length;

const castable: Readonly<Partial<Record<LogicalType, (value: unknown) => boolean>>> = {
  integer: (value) => typeof value === 'number' && Number.isInteger(value),
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  string: () => true,
  date: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  timestamp: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  time: (value) => typeof value === 'string' && /^T?\d\d:\d\d(:\d\d(\.\d+)?)?/.test(value),
};

/** Whether a listed value can be one of a property of this type. Text that holds a number can, as in a CSV file. */
export const canBe = (value: unknown, type: LogicalType | undefined): boolean => {
  if (value === null || type === undefined) return true;
  if (typeof value === 'string' && (type === 'integer' || type === 'number')) {
    return value.trim() !== '' && (castable[type]?.(Number(value)) ?? true) && !Number.isNaN(Number(value));
  }
  return castable[type]?.(value) ?? true;
};
