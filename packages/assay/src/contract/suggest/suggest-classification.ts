import type { Personal } from './personal/personal.ts';
import { personal } from './personal/registry.gen.ts';

/** What ODCS calls the classification of personal data. */
export const personalClass = 'pii';

/** Whether a column holds personal data. */
export interface PersonalFinding {
  readonly id: string;
  /** Different texts that were looked at, and those that are of the kind; 0 and 0 where only the name of the column tells. */
  readonly texts: number;
  readonly found: number;
  readonly sure: boolean;
  /** True where no output should carry a value of the column: it is sure, or the column's name says it. */
  readonly hides: boolean;
  readonly reason: string;
}

/** From this share of a column's texts on it holds them; below the lower one, a few may be anything. */
const mostly = 0.9;
const some = 0.02;
const fewest = 5;
/** Texts of another kind would all look like this so rarely. */
const noAccident = 1e-6;

const judged = (kind: Personal, name: string, texts: readonly string[]): PersonalFinding | undefined => {
  const { id, noun, isOne, byChance, ofThings } = kind;
  if (ofThings?.test(name) === true) return undefined;
  const named = kind.names.test(name);
  const found = isOne === undefined ? 0 : texts.filter(isOne).length;
  const share = texts.length === 0 ? 0 : found / texts.length;
  const finding = (sure: boolean, reason: string, seen = found): PersonalFinding => ({
    id,
    texts: seen === 0 ? 0 : texts.length,
    found: seen,
    sure,
    hides: sure || named,
    reason,
  });
  if (isOne === undefined)
    return named ? finding(false, `the name says ${noun[1]}: personal data?`) : undefined;
  const count = `${found.toLocaleString('en')} of ${texts.length.toLocaleString('en')} different texts are ${noun[1]}`;
  if (
    share >= mostly &&
    found >= fewest &&
    ofThings === undefined &&
    (named || byChance ** found < noAccident)
  )
    return finding(true, `${count}${named ? ', and the name says so' : ''}: personal data`);
  if (share >= mostly && found >= fewest)
    return finding(
      false,
      `${count}${ofThings !== undefined ? ': of people or of machines?' : ', or look alike: personal data?'}`,
    );
  if (named) return finding(false, `the name says ${noun[1]}: personal data?`, found);
  return byChance < 1 && share >= some && byChance ** found < noAccident && found >= fewest
    ? finding(false, `${count}: personal data among others?`)
    : undefined;
};

/**
 * The kind of personal data in a column, the surest first. Texts settle it where nine in ten different ones are of the kind, and by chance all
 * of them would look so less than once in a million: six card numbers by their check digit alone, four IBANs. Where other things are
 * written alike (plates, phone numbers) the name of the column must say it too; a name alone is a question.
 */
export const personalIn = (name: string, texts: readonly string[]): PersonalFinding | undefined =>
  personal
    .flatMap((kind) => judged(kind, name, texts) ?? [])
    .toSorted((left, right) => Number(right.sure) - Number(left.sure) || right.found - left.found)[0];
