import { defineReference, type LawColumn, present } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const isDay = (text: string): boolean => {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
};

const typeOf = (text: string): string => {
  if (/^[+-]?\d+$/.test(text)) return 'integer';
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return 'decimal';
  if (/^(true|false)$/i.test(text)) return 'boolean';
  if (isDay(text)) return 'date';
  const [, day, hour] =
    /^(.{10})[ T](\d\d):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d(?::?\d\d)?)?$/.exec(text) ?? [];
  return day !== undefined && isDay(day) && Number(hour) < 24 ? 'timestamp' : 'none';
};

const inferred = (column: LawColumn) => ({
  params: { column },
  value: (rows: readonly LawRow[]) => {
    const counts: Record<string, number> = {
      integer: 0,
      decimal: 0,
      boolean: 0,
      date: 0,
      timestamp: 0,
      none: 0,
    };
    for (const text of present(rows, column))
      counts[typeOf(String(text))] = (counts[typeOf(String(text))] ?? 0) + 1;
    return counts;
  },
});

export const reference = defineReference(inferred('typed'), inferred('txt'));
