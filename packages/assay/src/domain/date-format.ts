/** What of a pattern of Java's DateTimeFormatter is always written: a field by its letters, text as it stands. */
export type PlainFormatPart =
  | { readonly kind: 'field'; readonly letters: string }
  | { readonly kind: 'text'; readonly text: string };

/** A part of such a pattern; a section may be left out. */
export type DateFormatPart =
  | PlainFormatPart
  | { readonly kind: 'optional'; readonly parts: readonly DateFormatPart[] };

const tokens = /'((?:[^']|'')*)'|([A-Za-z])\2*|[[\]]|[^A-Za-z'[\]]+|'/gu;

/**
 * The parts of a pattern; or, in words that follow its name, why it is none. A bare T is the letter, as ODCS writes it; a
 * section that is left open ends with the pattern.
 */
export const dateFormatParts = (format: string): readonly DateFormatPart[] | string => {
  const whole: DateFormatPart[] = [];
  const open: DateFormatPart[][] = [whole];
  for (const [token, quoted] of format.matchAll(tokens)) {
    const parts = open.at(-1) ?? whole;
    if (token === "'") return 'has an open quote';
    if (quoted !== undefined)
      parts.push({ kind: 'text', text: quoted === '' ? "'" : quoted.replaceAll("''", "'") });
    else if (token === '[') {
      const section: DateFormatPart[] = [];
      parts.push({ kind: 'optional', parts: section });
      open.push(section);
    } else if (token === ']') {
      open.pop();
      if (open.length === 0) return 'closes a section that it does not open';
    } else if (/^[A-Za-z]/.test(token) && token !== 'T') parts.push({ kind: 'field', letters: token });
    else if (/[{}#]/.test(token)) return 'has reserved signs, which are not read';
    else parts.push({ kind: 'text', text: token });
  }
  return whole;
};

/** Every way to write a pattern with its sections in or left out, the longest first. */
export const dateFormatVariants = (
  parts: readonly DateFormatPart[],
): readonly (readonly PlainFormatPart[])[] => {
  const [first, ...rest] = parts;
  if (first === undefined) return [[]];
  const ends = dateFormatVariants(rest);
  if (first.kind !== 'optional') return ends.map((end) => [first, ...end]);
  return [
    ...dateFormatVariants(first.parts).flatMap((start) => ends.map((end) => [...start, ...end])),
    ...ends,
  ];
};
