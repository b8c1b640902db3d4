import { isScalar } from 'yaml';
import { isTemporal, type LogicalType } from '../logical-type.ts';
import { isMoment } from '../odcs/formats.ts';
import type { Path } from '../path.ts';
import { isRecord } from '../shape.ts';
import type { Source } from '../yaml/source.ts';

const canonical = (digits: string): string => digits.replace(/^\+/, '').replace(/^(-?)0+(?=\d)/, '$1');

/** The digits of a whole number, in base 10 whatever base it is written in; undefined for other text. */
const wholeDigits = (written: string): string | undefined => {
  if (/^0x[0-9a-fA-F]+$|^0o[0-7]+$/.test(written)) return BigInt(written).toString();
  return /^[-+]?\d+$/.test(written) ? canonical(written) : undefined;
};

const writtenAt = (source: Source, path: Path): string => {
  const node = source.node(path);
  return isScalar(node) ? (node.source ?? '') : '';
};

/**
 * A number as written: where a double would lose digits, `{type: 'bigint' | 'decimal', value}`; everything else, and every
 * value that is no number, as it is.
 */
export const exactLiteral = (source: Source, path: Path, value: unknown): unknown => {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const written = writtenAt(source, path);
  const whole = wholeDigits(written);
  if (whole !== undefined) return { type: 'bigint', value: whole };
  const digits = written.replace(/[-+.]/g, '').replace(/^0+/, '');
  if (/^[-+]?\d*\.\d+$/.test(written) && digits.length > 15 && digits.length > significant(value)) {
    return { type: 'decimal', value: canonical(written) };
  }
  return value;
};

/** The same for every number within a value. */
export const exactLiterals = (source: Source, path: Path, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item, index) => exactLiterals(source, [...path, index], item));
  if (!isRecord(value)) return exactLiteral(source, path, value);
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, exactLiterals(source, [...path, key], part)]),
  );
};

/** The whole number that is written where a double holds another one; undefined where it holds that one. */
export const lostDigits = (source: Source, path: Path, value: unknown): string | undefined => {
  if (typeof value !== 'number' || !Number.isInteger(value)) return undefined;
  const whole = wholeDigits(writtenAt(source, path));
  return whole === undefined || BigInt(whole) === BigInt(value) ? undefined : whole;
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
  date: (value) => typeof value === 'string' && isMoment(value),
  timestamp: (value) => typeof value === 'string' && isMoment(value),
  time: (value) => typeof value === 'string' && /^T?\d\d:\d\d(:\d\d(\.\d+)?)?/.test(value),
};

/**
 * Whether a listed value can be one of a property of this type. Text that holds a number can, as in a CSV file; so can any text
 * where values are kept as text in a format of their own.
 */
export const canBe = (value: unknown, type: LogicalType | undefined, format?: string): boolean => {
  if (value === null || type === undefined) return true;
  if (typeof value === 'string' && (type === 'integer' || type === 'number')) {
    return value.trim() !== '' && (castable[type]?.(Number(value)) ?? true) && !Number.isNaN(Number(value));
  }
  const isWritten = typeof value === 'string' && format !== undefined;
  return (isWritten && isTemporal(type)) || (castable[type]?.(value) ?? true);
};
