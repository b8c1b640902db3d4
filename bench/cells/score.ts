/** What was flagged beside what is wrong; cells are `row,column`. */
export interface Score {
  readonly flagged: number;
  readonly errors: number;
  readonly hits: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export const scoreOf = (flagged: ReadonlySet<string>, errors: ReadonlySet<string>): Score => {
  const hits = [...flagged].filter((cell) => errors.has(cell)).length;
  const precision = flagged.size === 0 ? 0 : hits / flagged.size;
  const recall = errors.size === 0 ? 0 : hits / errors.size;
  return {
    flagged: flagged.size,
    errors: errors.size,
    hits,
    precision,
    recall,
    f1: hits === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
};

export const scoreText = ({ flagged, errors, hits, precision, recall, f1 }: Score): string =>
  `${hits} of ${flagged} flagged, ${errors} errors: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}`;
