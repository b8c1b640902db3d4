import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';

/** The custom property that says how duplicates treat keys holding NULL. */
export const duplicateNullsKey = 'duplicates.nulls';

/**
 * The argument `nulls` of unique and duplicateValues: `equal` makes NULL a value like others. Without the custom property, on
 * the rule or anywhere above it, keys that hold NULL are left out.
 */
export const duplicateNulls = (
  reading: Reading,
  custom: Readonly<Record<string, unknown>>,
  path: Path,
): { readonly nulls?: 'equal' } => {
  const value = custom[duplicateNullsKey];
  if (value === undefined) return {};
  if (value === 'equal') return { nulls: 'equal' };
  reading.reject(
    path,
    `${duplicateNullsKey} takes equal, found ${JSON.stringify(value)}`,
    'write equal, or leave it out',
  );
  return {};
};
