/** So many digits behind the point are a scale; more are what doubles leave of a calculation. */
const mostPlaces = 6;
const fewest = 500;
/** Of numbers rounded to a scale, nine in ten need all its digits; of some prices fewer. */
const needed = 0.3;

const plain = /^-?\d+(?:\.(\d*?)0*)?$/;

/**
 * The digits behind the point that all numbers keep to, from their texts: 1 to 6; undefined where there are none, where fewer than 500
 * numbers are given, or where less than 30 % need all of them, so that the next one may need one more.
 */
export const decimalPlaces = (texts: readonly string[]): number | undefined => {
  if (texts.length < fewest) return undefined;
  let most = 0;
  let full = 0;
  for (const text of texts) {
    const found = plain.exec(text);
    if (found === null) return undefined;
    const places = found[1]?.length ?? 0;
    if (places > most) [most, full] = [places, 0];
    if (places === most) full += 1;
  }
  return most >= 1 && most <= mostPlaces && full >= texts.length * needed ? most : undefined;
};
