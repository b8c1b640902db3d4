export const slaUnits = ['s', 'min', 'h', 'd', 'w', 'mo', 'y'] as const;
export type SlaUnit = (typeof slaUnits)[number];

const words: Readonly<Record<SlaUnit, string>> = {
  s: 's sec second seconds',
  min: 'min mins minute minutes',
  h: 'h hr hrs hour hours',
  d: 'd day days',
  w: 'w wk week weeks',
  mo: 'mo mon month months',
  y: 'y yr yrs year years',
};

const byWord = new Map(
  slaUnits.flatMap((unit) => words[unit].split(' ').map((word) => [word, unit] as const)),
);

/** The unit of time a word means, case ignored. A bare `m` means none: minutes or months? */
export const slaUnit = (word: string): SlaUnit | undefined => byWord.get(word.trim().toLowerCase());
