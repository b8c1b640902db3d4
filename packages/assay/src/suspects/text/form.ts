const words = /^[\p{L}\p{M}\s.,'’&/()_-]+$/u;

/**
 * The form of a text: runs of digits are 9, runs of letters a, other characters themselves. A text of letters and
 * what stands between words is `words`: one word more breaks no format.
 */
export const formOf = (text: string): string =>
  words.test(text)
    ? 'words'
    : text
        .slice(0, 100)
        .replace(/\p{L}+/gu, 'a')
        .replace(/\d+/g, '9')
        .replace(/\s+/g, ' ');

/** The form with the number of digits and letters: `99999`. */
export const exactFormOf = (text: string): string =>
  text.slice(0, 100).replace(/\p{L}/gu, 'a').replace(/\d/g, '9');
