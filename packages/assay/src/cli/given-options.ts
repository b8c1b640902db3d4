import { refuse } from '../domain/problem.ts';

/** Options as commander gives them: by name, of any type. */
type Given = Readonly<Record<string, unknown>>;

export const textOption = (options: Given, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

export const textsOption = (options: Given, name: string): readonly string[] => {
  const value = options[name];
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
};

/** A whole number from 1 on, of `what`. Throws `Refusal` for anything else. */
export const countOption = (
  option: string,
  given: string | undefined,
  what: string,
  example: number,
): number => {
  const count = Number(given);
  return Number.isSafeInteger(count) && count > 0
    ? count
    : refuse('usage', `--${option} ${given} is no number of ${what}`, `write --${option} ${example}`);
};

/** A whole number, which may be negative. Throws `Refusal` for anything else. */
export const integerOption = (option: string, given: string, example: number): number =>
  /^-?\d+$/.test(given) && Number.isSafeInteger(Number(given))
    ? Number(given)
    : refuse('usage', `--${option} ${given} is no whole number`, `write --${option} ${example}`);
