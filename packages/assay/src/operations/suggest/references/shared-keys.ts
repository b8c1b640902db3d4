import { isKey } from '../is-key.ts';
import type { Looking } from '../looking.ts';
import type { KnownTable } from './find-references.ts';
import { canRefer } from './joinable.ts';

const [fewest, most] = [2, 3];

/** The parent with the columns it shares with the child by name, where two or three of them together are a key that none is alone. */
export const withSharedKey = async (
  looking: Looking,
  child: KnownTable,
  parent: KnownTable,
): Promise<KnownTable> => {
  const shared = parent.columns
    .filter(
      (one) =>
        canRefer(one) && child.columns.some(({ name, kind }) => name === one.name && kind === one.kind),
    )
    .map(({ name }) => name);
  const known = parent.keys.some((key) => key.every((name) => shared.includes(name)));
  if (known || shared.length < fewest || shared.length > most) return parent;
  const unique = await isKey(looking, parent.relation, shared, parent.rows);
  return unique ? { ...parent, keys: [...parent.keys, shared] } : parent;
};
