import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTimeValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { isoOfDays, isoOfMicros, isoOfTime } from '../../domain/calendar.ts';
import { type Cell, floatCell, integerCell } from '../../domain/cell.ts';

/** The same count of any unit. */
const infinite = 9_223_372_036_854_775_807n;

const timestamp = (
  count: bigint,
  zone: '' | 'Z' = '',
  micros = (microseconds: bigint): bigint => microseconds,
): Cell => {
  if (count === infinite) return { type: 'timestamp', value: 'infinity' };
  if (count === -infinite) return { type: 'timestamp', value: '-infinity' };
  return { type: 'timestamp', value: isoOfMicros(micros(count)) + zone };
};

const date = (days: number): Cell => {
  if (days === 2_147_483_647) return { type: 'date', value: 'infinity' };
  if (days === -2_147_483_647) return { type: 'date', value: '-infinity' };
  return { type: 'date', value: isoOfDays(days) };
};

/** A value of the driver as a cell. Lists, structs and other compound values become their text. */
export const duckdbCell = (value: DuckDBValue): Cell => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return floatCell(value);
  if (typeof value === 'bigint') return integerCell(value);
  if (value instanceof DuckDBDecimalValue) return { type: 'decimal', value: value.toString() };
  if (value instanceof DuckDBDateValue) return date(value.days);
  if (value instanceof DuckDBTimestampTZValue) return timestamp(value.micros, 'Z');
  if (value instanceof DuckDBTimestampValue) return timestamp(value.micros);
  if (value instanceof DuckDBTimestampSecondsValue)
    return timestamp(value.seconds, '', (seconds) => seconds * 1_000_000n);
  if (value instanceof DuckDBTimestampMillisecondsValue)
    return timestamp(value.millis, '', (millis) => millis * 1000n);
  if (value instanceof DuckDBTimestampNanosecondsValue)
    return timestamp(value.nanos, '', (nanos) => nanos / 1000n);
  if (value instanceof DuckDBTimeValue) return { type: 'time', value: isoOfTime(value.micros) };
  return value.toString();
};
