import { refuse } from '../../domain/problem.ts';

/**
 * DuckDB gives a column another name (`a_1`, `C0`) where two differ in case alone or one has none: by that name nobody knows
 * it, and a key of JSON is not found.
 */
export const mayBeRenamed = (name: string): boolean => /_\d+$|^C\d+$/i.test(name);

/** Refuses names, as a source has them, that cannot be told apart or are empty. */
export const refuseTwins = (names: readonly string[], what: 'column' | 'key', where: string): void => {
  const seen = new Map<string, string>();
  for (const name of names) {
    const before = seen.get(name.toLowerCase());
    if (name === '' || before !== undefined)
      refuse(
        'source-unreadable',
        name === ''
          ? `${where} has a ${what} without a name`
          : `${where} has the ${what}s ${JSON.stringify(before)} and ${JSON.stringify(name)}, which cannot be told apart`,
        'rename it: a rule could not say which it means',
        { file: where },
      );
    seen.set(name.toLowerCase(), name);
  }
};
