import { type Cells, sizes } from './drift-test.ts';

/** Cells of both sides that have rows on either, with what would be expected were both alike. */
export const expectedOf = (
  cells: Cells,
): readonly { readonly observed: number; readonly expected: number }[] => {
  const { n, m } = sizes(cells);
  return cells.reference.flatMap((reference, at) => {
    const current = cells.current[at] ?? 0;
    const both = reference + current;
    return both === 0
      ? []
      : [
          { observed: reference, expected: (both * n) / (n + m) },
          { observed: current, expected: (both * m) / (n + m) },
        ];
  });
};

/** Cells with rows, less one. */
export const freedomOf = (cells: Cells): number => expectedOf(cells).length / 2 - 1;
