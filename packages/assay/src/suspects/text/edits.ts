/** Characters that differ between texts of one length; `most` + 1 where there are more. */
export const replaced = (left: string, right: string, most: number): number => {
  let differ = 0;
  for (let index = 0; index < left.length && differ <= most; index += 1)
    if (left.charCodeAt(index) !== right.charCodeAt(index)) differ += 1;
  return differ;
};

/**
 * Insertions, deletions, replacements and swaps of neighbours between two texts; more than `most` is `most` + 1.
 * Optimal string alignment, the restricted distance of F. Damerau, Communications of the ACM 7 (1964).
 */
export const edits = (left: string, right: string, most: number): number => {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_unused, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const line = [i];
    let least = i;
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1];
      let cost = Math.min((above[j] ?? 0) + 1, (line[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      line.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = above;
    above = line;
  }
  return above[right.length] ?? most + 1;
};
