import type { Path } from './path.ts';
import type { Reading } from './reading.ts';
import { isRecord } from './shape.ts';

/** Keys below which values are free, so that an `id` there is the writer's own. */
const free: ReadonlySet<string> = new Set([
  'implementation',
  'arguments',
  'examples',
  'value',
  'logicalTypeOptions',
]);

/**
 * Refuses an `id` that two entries of one list share, at any level. A custom property written twice is noted: the last one
 * counts.
 */
export const distinctIds = (reading: Reading, value: unknown, path: Path = []): void => {
  if (Array.isArray(value)) {
    const seen = new Set<unknown>();
    const names = new Set<unknown>();
    for (const [index, item] of value.entries()) {
      const id = isRecord(item) ? item.id : undefined;
      if (typeof id === 'string' && seen.has(id)) {
        reading.reject(
          [...path, index, 'id'],
          `a second entry with the id ${id} in this list`,
          'give each its own id',
        );
      }
      seen.add(id);
      const property = path.at(-1) === 'customProperties' && isRecord(item) ? item.property : undefined;
      if (typeof property === 'string' && names.has(property)) {
        reading.note(
          [...path, index, 'property'],
          `a second custom property ${property}: the last counts`,
          'keep one',
        );
      }
      names.add(property);
      distinctIds(reading, item, [...path, index]);
    }
  } else if (isRecord(value)) {
    for (const [key, part] of Object.entries(value))
      if (!free.has(key)) distinctIds(reading, part, [...path, key]);
  }
};
