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

/** The candidate a person most likely meant, or undefined where none is near. */
export const nearest = (written: string, candidates: readonly string[]): string | undefined => {
  const lower = written.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, away: distance(lower, candidate.toLowerCase()) }))
    .sort((left, right) => left.away - right.away);
  const best = ranked[0];
  return best !== undefined && best.away <= Math.max(2, Math.floor(written.length / 3))
    ? best.candidate
    : undefined;
};
