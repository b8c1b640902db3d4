import type { Stated } from './item.ts';

/** The values of one item, each with the texts that say it. */
export interface Groups {
  readonly stated: readonly Stated[];
  /** The place of the value that a text says. */
  readonly placeOf: ReadonlyMap<string, number>;
  /** Rows by text. */
  readonly rowsOf: ReadonlyMap<string, number>;
}

/** A text that so many sources state may be what another one says with a remark. */
const fewestSources = 2;

/** A text without what changes no value: case, space, dots that are not within a number, zeros before one. */
const keyOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/(?<!\d)\.|\.(?!\d)/gu, '')
    .replace(/(?<![\d.,])0+(?=\d)/gu, '')
    .replace(/\s+/gu, '');

/** The longest of the texts that a text begins with, before a space: what it says, if the rest is a remark. */
const remarkedOn = (text: string, plain: readonly string[]): string | undefined =>
  plain
    .filter((one) => text.length > one.length && text.startsWith(one) && /\s/u.test(text[one.length] ?? ''))
    .toSorted((left, right) => right.length - left.length)[0];

/** Joins the texts of an item that say the same: written otherwise, or with a remark after it. The most frequent one is the value. */
export const groupTexts = (texts: ReadonlyMap<string, readonly number[]>): Groups => {
  const plain = [...texts].filter(([, by]) => by.length >= fewestSources).map(([text]) => text);
  const groups = Map.groupBy(texts, ([text]) => keyOf(remarkedOn(text, plain) ?? text));
  const stated = [...groups.values()].map((own): Stated => {
    const [first] = own.toSorted(([, left], [, right]) => right.length - left.length);
    return { value: first?.[0] ?? '', by: own.flatMap(([, by]) => by) };
  });
  return {
    stated,
    rowsOf: new Map([...texts].map(([text, by]) => [text, by.length])),
    placeOf: new Map(
      [...groups.values()].flatMap((own, place) => own.map(([text]) => [text, place] as const)),
    ),
  };
};
