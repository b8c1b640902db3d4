import { refuse } from '../domain/problem.ts';

/** `--meta line=3`, as often as it is given, by name. Throws `Refusal` where one has no name or no value. */
export const namedValues = (
  option: string,
  given: readonly string[],
  example: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    given.map((pair) => {
      const equals = pair.indexOf('=');
      return equals > 0
        ? [pair.slice(0, equals), pair.slice(equals + 1)]
        : refuse(
            'usage',
            `--${option} ${pair} has no ${equals === 0 ? 'name' : 'value'}`,
            `write --${option} ${example}`,
          );
    }),
  );
