import { refuse } from '../domain/problem.ts';

/** `--meta line=3`, as often as it is given, by name. Throws `Refusal` where one has no name or no value, or a name comes twice. */
export const namedValues = (
  option: string,
  given: readonly string[],
  example: string,
): Readonly<Record<string, string>> => {
  const values = new Map<string, string>();
  for (const pair of given) {
    const equals = pair.indexOf('=');
    if (equals <= 0)
      refuse(
        'usage',
        `--${option} ${pair} has no ${equals === 0 ? 'name' : 'value'}`,
        `write --${option} ${example}`,
      );
    const name = pair.slice(0, equals);
    if (values.has(name)) refuse('usage', `--${option} ${name} is given twice`, 'give it once');
    values.set(name, pair.slice(equals + 1));
  }
  return Object.fromEntries(values);
};
