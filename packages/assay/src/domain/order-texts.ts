/** A text before another by code point; JavaScript compares UTF-16, where U+10000 comes before U+FFFF. */
export const orderTexts = (left: string, right: string): number => {
  const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)];
    if (a !== b) return isSurrogate(a) === isSurrogate(b) ? a - b : isSurrogate(a) ? 1 : -1;
  }
  return left.length - right.length;
};
