/** Edit distance with transpositions of neighbours (optimal string alignment). */
const distance = (left: string, right: string): number => {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_unused, index) => index)];
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1];
      let best = Math.min(
        (rows[i - 1]?.[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (rows[i - 1]?.[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        best = Math.min(best, (rows[i - 2]?.[j - 2] ?? best) + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[left.length]?.[right.length] ?? Math.max(left.length, right.length);
};

/**
 * The known word a writer probably meant, by edit distance, case ignored. Undefined where none is near: more than a third
 * of the letters (at least two; one of two or three) would have to change. The beginning of a word, from four letters on, is near it.
 */
export const nearest = (written: string, known: Iterable<string>): string | undefined => {
  const word = written.slice(0, 100).toLowerCase();
  let best: string | undefined;
  let least = (word.length < 4 ? Math.floor(word.length / 2) : Math.max(2, Math.floor(word.length / 3))) + 1;
  for (const candidate of known) {
    const steps = stepsBetween(word, candidate.toLowerCase(), least);
    if (steps < least) [best, least] = [candidate, steps];
  }
  return best;
};

const stepsBetween = (word: string, candidate: string, limit: number): number => {
  if (word.length >= 4 && candidate.startsWith(word)) return 1;
  return Math.abs(candidate.length - word.length) >= limit ? limit : distance(word, candidate);
};

/** "did you mean `required`?", or else the whole list where it is short enough to read. */
export const suggestion = (written: string, known: readonly string[]): string => {
  const near = nearest(written, known);
  if (near !== undefined) return `did you mean ${near}?`;
  if (known.length === 0) return 'none is known';
  return known.length <= 40 ? `known: ${known.join(', ')}` : `${known.length} are known, none is near`;
};
