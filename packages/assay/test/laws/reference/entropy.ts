import { defineReference, type LawColumn, present } from '../reference.ts';
import type { LawRow } from '../tables.ts';
import { grouped, identity } from '../values.ts';

const entropyOf = (column: LawColumn) => ({
  params: { column },
  value: (rows: readonly LawRow[]) => {
    const values = present(rows, column);
    const shares = grouped(values, identity).map(({ length }) => length / values.length);
    const bits = shares.reduce((sum, share) => sum - share * Math.log2(share), 0);
    return {
      bits: values.length === 0 ? null : bits,
      evenness: shares.length < 2 ? null : bits / Math.log2(shares.length),
      distinct: shares.length,
    };
  },
  scale: () => 1,
});

export const reference = defineReference(
  entropyOf('few'),
  entropyOf('odd'),
  entropyOf('txt'),
  entropyOf('flag'),
);
