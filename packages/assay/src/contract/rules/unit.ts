import type { MetricName } from '../odcs/rules.ts';
import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';

const words: Readonly<Record<string, 'rows' | 'percent'>> = {
  rows: 'rows',
  row: 'rows',
  percent: 'percent',
  percentage: 'percent',
  '%': 'percent',
};

/** What a library metric counts in. Without a unit, rows. */
export const readLibraryUnit = (
  reading: Reading,
  word: string | undefined,
  metric: MetricName,
  rule: Path,
): 'rows' | 'percent' | undefined => {
  if (word === undefined) return undefined;
  const unit = Object.hasOwn(words, word.toLowerCase()) ? words[word.toLowerCase()] : undefined;
  const path = [...rule, 'unit'];
  if (unit === undefined) reading.reject(path, `${word} is no unit of a metric`, 'write rows or percent');
  else if (unit === 'percent' && metric === 'rowCount') {
    reading.reject(path, 'rowCount in percent has no whole to be a part of', 'count in rows');
  }
  return unit;
};
