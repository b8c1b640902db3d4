import { widthOf } from '../width.ts';

/** Widths in hundredths of the size of the font, those of DejaVu Sans, which is wider than other fonts of systems; what is not named is as wide as `m`. */
const classes: readonly (readonly [RegExp, number])[] = [
  [/[ijl'|]/, 35],
  [/[ .,:;!()[\]/\\`-]/, 39],
  [/[ftr"*]/, 48],
  [/[acesvxyz_0-9?~+$€#-]/, 66],
  [/[bdghknopquA-FH-LP-VX-Z&]/, 72],
  [/[GNO<>=]/, 84],
];
const widest = 102;

const widthOfLetter = (letter: string): number =>
  classes.find(([letters]) => letters.test(letter))?.[1] ?? widest * Math.max(1, widthOf(letter));

/** About how wide a text is when it is drawn, in pixels; rather too much than too little. */
export const pixelWidth = (text: string, size: number): number =>
  ([...text].reduce((sum, letter) => sum + widthOfLetter(letter), 0) * size) / 100;

/** The longest of the texts that `cut` makes for a number of letters which fits; the shortest where none does. */
export const fitting = (
  cut: (letters: number) => string,
  size: number,
  pixels: number,
  most: number,
): string => {
  for (let letters = most; letters > 1; letters -= 1) {
    const text = cut(letters);
    if (pixelWidth(text, size) <= pixels) return text;
  }
  return cut(1);
};
