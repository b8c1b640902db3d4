/** Replaces the text from `start` to `end` (exclusive). */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Applies edits that do not overlap, in any order. `original` maps an offset of the new text to the old one; offsets within a
 * replacement map to its start.
 */
export const applyEdits = (
  text: string,
  edits: readonly Edit[],
): { readonly text: string; readonly original: (offset: number) => number } => {
  const ordered = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const kept: { readonly from: number; readonly start: number }[] = [{ from: 0, start: 0 }];
  const parts: string[] = [];
  let old = 0;
  let length = 0;
  const push = (part: string) => {
    parts.push(part);
    length += part.length;
  };
  for (const { start, end, text: replacement } of ordered) {
    push(text.slice(old, start));
    if (replacement !== '') kept.push({ from: length, start: -1 - start });
    push(replacement);
    kept.push({ from: length, start: end });
    old = end;
  }
  push(text.slice(old));
  const original = (offset: number): number => {
    let low = 0;
    let high = kept.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((kept[middle]?.from ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const piece = kept[low] ?? { from: 0, start: 0 };
    return piece.start < 0 ? -1 - piece.start : piece.start + offset - piece.from;
  };
  return { text: parts.join(''), original };
};
