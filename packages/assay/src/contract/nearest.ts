const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
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
