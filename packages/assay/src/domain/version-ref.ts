import { refuse } from './problem.ts';
import { versionNameSchema } from './version-record.ts';

/** Which version is meant: its number, an alias such as `approved`, the beginning of its id, or the newest. */
export type VersionChoice =
  | { readonly number: number }
  | { readonly alias: string }
  | { readonly id: string }
  | 'latest';

export interface VersionRef {
  readonly name: string;
  readonly choice: VersionChoice;
}

/** Names of aliases: no numbers and no ids, so that a reference means one thing. */
export const isAlias = (text: string): boolean =>
  /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(text) && !/^v\d+$/.test(text) && text !== 'latest';

const choiceOf = (text: string): VersionChoice | undefined => {
  if (text === 'latest') return 'latest';
  const [, number] = /^v([1-9]\d{0,14})$/.exec(text) ?? [];
  if (number !== undefined) return { number: Number(number) };
  const [, id] = /^(sha256:[0-9a-f]{6,64})$/.exec(text) ?? [];
  if (id !== undefined) return { id };
  return isAlias(text) ? { alias: text } : undefined;
};

/** Reads `readings@v7`, `readings@approved`, `readings@sha256:3fa9…`, or `readings` for the newest. Throws `Refusal`. */
export const parseVersionRef = (text: string): VersionRef => {
  const [name = '', ...rest] = text.split('@');
  const choice = rest.length === 0 ? 'latest' : choiceOf(rest.join('@'));
  return versionNameSchema.safeParse(name).success && choice !== undefined
    ? { name, choice }
    : refuse(
        'usage',
        `${JSON.stringify(text)} names no version`,
        'write NAME@v7, NAME@ALIAS, or NAME for the newest',
      );
};
