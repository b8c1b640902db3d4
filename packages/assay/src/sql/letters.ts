/** Letters of Latin, Greek and Cyrillic (code points below U+052F), and digits: those that the shape of a text is made of. */
const letters = (category: RegExp): string =>
  Array.from({ length: 0x52f }, (_unused, code) => String.fromCodePoint(code))
    .filter((letter) => category.test(letter))
    .join('');

export const upperLetters = letters(/^\p{Lu}$/u);
export const lowerLetters = letters(/^\p{Ll}$/u);
export const digits = '0123456789';
