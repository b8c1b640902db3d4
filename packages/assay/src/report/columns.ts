import { padEnd, padStart, widthOf } from './width.ts';

/** Rows of cells as aligned lines: texts to the left, columns named in `right` to the right. */
export const alignedLines = (
  rows: readonly (readonly string[])[],
  right: readonly number[],
): readonly string[] => {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, widthOf(cell));
  }
  return rows.map((row) =>
    row
      .map((cell, index) =>
        right.includes(index) ? padStart(cell, widths[index] ?? 0) : padEnd(cell, widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
};
