import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';
import { isRecord } from '../shape.ts';

/**
 * Refuses a name written twice in one list, for rules find their objects and properties by name. Names that differ only in
 * case deserve a look: presence ignores case.
 */
export const distinctNames = (
  reading: Reading,
  raws: readonly unknown[],
  path: Path,
  what: string,
  key = 'name',
): void => {
  const seen = new Map<string, string>();
  for (const [index, raw] of raws.entries()) {
    const name = isRecord(raw) ? raw[key] : undefined;
    if (typeof name !== 'string') continue;
    const earlier = seen.get(name.toLowerCase());
    if (earlier === name)
      reading.reject([...path, index, key], `a second ${what} named ${name}`, 'give each its own name');
    else if (earlier !== undefined)
      reading.note([...path, index, key], `${name} and ${earlier} differ only in case`, 'choose names apart');
    seen.set(name.toLowerCase(), name);
  }
};
