import { type Cell, cellText, isTagged } from '../domain/cell.ts';
import type { ColumnKind } from '../domain/column.ts';
import { withEra } from '../sql/far-years.ts';

/** What engines write each in their own way. */
export interface LiteralParts {
  /** Quotes a text; throws `Unsupported` for what the engine cannot hold. */
  readonly text: (value: string) => string;
  readonly decimal: (digits: string) => string;
  /** The type of integers that a JSON number cannot hold. */
  readonly wideInteger: string;
  readonly types: Readonly<Record<ColumnKind, string>>;
  /** How years before 1 are marked: `BC`. */
  readonly era: string;
}

/** Prints a value as the engine reads it back, to the last digit. */
export const literalPrinter = ({ text, decimal, wideInteger, types, era }: LiteralParts) => {
  /** The zone comes before the era. */
  const timestamp = (iso: string): string => {
    const zoned = iso.endsWith('Z');
    const plain = zoned ? iso.slice(0, -1) : iso;
    const far = withEra(plain, era);
    if (far === plain) return `${text(iso)}::${zoned ? types.timestamptz : types.timestamp}`;
    const local = `${text(far)}::${types.timestamp}`;
    return zoned ? `(${local} AT TIME ZONE 'UTC')` : local;
  };
  return (value: Cell): string => {
    if (value === null) return 'NULL';
    if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
    if (typeof value === 'number') {
      if (!Number.isSafeInteger(value) || Object.is(value, -0))
        return `${text(cellText(value))}::${types.float}`;
      return value < 0 ? `(${value})` : String(value);
    }
    if (!isTagged(value)) return text(value);
    switch (value.type) {
      case 'bigint':
        return `${text(value.value)}::${wideInteger}`;
      case 'decimal':
        return decimal(value.value);
      case 'float':
        return `${text(value.value)}::${types.float}`;
      case 'date':
        return `${text(withEra(value.value, era))}::${types.date}`;
      case 'timestamp':
        return timestamp(value.value);
      case 'time':
        return `${text(value.value)}::${types.time}`;
    }
  };
};
