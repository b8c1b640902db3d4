import type { Column, ColumnKind } from '../../../domain/column.ts';
import { wordsOf } from '../relations/alike.ts';

const kinds: readonly ColumnKind[] = ['integer', 'text'];
/** Names that say nothing of what they name. */
const general = new Set([
  'id',
  'key',
  'code',
  'no',
  'nr',
  'number',
  'name',
  'uuid',
  'guid',
  'index',
  'value',
]);

/** Columns that a reference may be made of. */
export const canRefer = ({ kind }: Column): boolean => kinds.includes(kind);

const singular = (word: string): string =>
  word
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch|sh)es$/, '$1')
    .replace(/([^s])s$/, '$1');

const plain = (name: string): readonly string[] => wordsOf(name).map(singular);

/**
 * The names say that a column refers to another: they are equal and not general, or the column is called like the dataset:
 * `sensor_id` and `sensors.id`, `machine` and `machines.code`.
 */
export const namesRefer = (column: string, dataset: string, key: string): boolean => {
  const [own, table, theirs] = [plain(column), plain(dataset), plain(key)];
  const telling = own.filter((word) => !general.has(word));
  if (telling.length === 0) return false;
  if (own.join(' ') === theirs.join(' ')) return true;
  const named = telling.join(' ');
  const parts = theirs.filter((word) => !general.has(word)).join(' ');
  const last = table.at(-1) ?? '';
  return (
    (named === table.join(' ') || named === last || telling.at(-1) === last) &&
    (parts === '' || parts === named || parts === last)
  );
};

/** The name says that its column tells the rows of a dataset apart: `id`, `serial_no`, or that of the dataset. */
export const namesKey = (column: string, dataset: string): boolean => {
  const words = plain(column);
  return general.has(words.at(-1) ?? '') || words.join(' ') === plain(dataset).join(' ');
};
