export const cells = (...parts: readonly string[]): string => `| ${parts.join(' | ')} |`;

/** As many rows as there is room for, and how many are left out. */
export const fitting = (
  rows: readonly string[],
  most: number,
  more: (count: number) => string,
): readonly string[] => {
  let used = 0;
  const kept = rows.filter((row) => {
    used += row.length + 1;
    return used <= most;
  });
  return kept.length === rows.length ? rows : [...kept, '', more(rows.length - kept.length)];
};
