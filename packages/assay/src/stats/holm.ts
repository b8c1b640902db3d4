/**
 * p-values corrected so that the chance of even one false alarm among all is at most the level, whatever depends on what. In the order in which
 * they come. Source: S. Holm, “A simple sequentially rejective multiple test procedure”, Scand. J. Stat. 6 (1979).
 */
export const holm = (values: readonly number[]): readonly number[] => {
  const order = values.map((_value, at) => at).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const corrected = new Array<number>(values.length).fill(1);
  let largest = 0;
  for (const [place, at] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (values[at] ?? 1) * (values.length - place)));
    corrected[at] = largest;
  }
  return corrected;
};
