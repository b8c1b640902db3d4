const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });

const plain = /^[\u0020-\u007e]*$/;
const emoji = /\p{Emoji_Presentation}|\ufe0f/u;
/** East Asian Wide and Fullwidth of Unicode's EastAsianWidth.txt, by block. */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;
const nothing = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

const widthOfGrapheme = (grapheme: string): number =>
  nothing.test(grapheme) ? 0 : wide.test(grapheme) || emoji.test(grapheme) ? 2 : 1;

/** How many columns of a terminal a text fills: wide characters and emoji two, combining ones none. */
export const widthOf = (text: string): number => {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segments.segment(text)) width += widthOfGrapheme(segment);
  return width;
};

export const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));
export const padStart = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - widthOf(text))) + text;

/** The beginning of a text that fits, ending in … where something is left out. */
export const cutTo = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of segments.segment(text)) {
    used += widthOfGrapheme(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
};

/** A text in lines of at most `width` columns, broken between words, and within a word only where it alone is too long. */
export const wrap = (text: string, width: number | undefined): readonly string[] => {
  if (width === undefined || widthOf(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (widthOf(line) > width) {
      const head = cutTo(line, width + 1).slice(0, -1);
      if (head === '') break;
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  lines.push(line);
  return lines;
};
