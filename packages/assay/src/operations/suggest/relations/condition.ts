import { isNoAccident, logAllHold, logChoose } from '../../../stats/chance.ts';
import { rowsByCode } from './category.ts';
import { runsOf } from './runs.ts';
import { distinctIn, forgiven, type SampledColumn } from './sample.ts';
import { thingsMet } from './things-met.ts';

/** Rows that one value of the category must have, and rows of each value that it allows. */
const [fewestRows, fewestEach] = [25, 5];
/** Runs of values that must be met for each that is allowed. */
const fewestMet = 3;
/** A rule must shut out so large a share of all rows. */
const [shutOutByOne, shutOutBySome] = [0.1, 0.4];
/** Where more of the values are allowed, it is a habit and no rule. */
const mostAllowed = 0.5;

/** What the rows of some values of a category have in common in another column. */
export interface Condition {
  readonly category: SampledColumn;
  readonly codes: readonly number[];
  readonly subject: SampledColumn;
  /** It says whether there is a value, not which. */
  readonly presence: boolean;
  /** Codes of the subject that are allowed; 0 stands for NULL, and 1 for every value where only presence counts. */
  readonly allowed: ReadonlySet<number>;
  readonly rows: number;
  /** Share of all rows that it shuts out. */
  readonly shutOut: number;
}

const tableOf = (
  category: SampledColumn,
  subject: SampledColumn,
  coded: (code: number) => number,
  width: number,
) => {
  const counts = category.values.map(() => new Array<number>(width).fill(0));
  for (const [row, code] of category.codes.entries()) {
    const at = coded(subject.codes[row] ?? 0);
    const own = counts[code];
    if (own !== undefined) own[at] = (own[at] ?? 0) + 1;
  }
  return counts;
};

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** Codes that the rows of one category have, but for what few mistakes would explain. */
const allowedOf = (counts: readonly number[]): ReadonlySet<number> | undefined => {
  const n = total(counts);
  const usual = counts.flatMap((count, code) => (count > n * forgiven ? [code] : []));
  const rare = n - total(usual.map((code) => counts[code] ?? 0));
  const certain = usual.every((code) => (counts[code] ?? 0) >= fewestEach);
  return n >= fewestRows && certain && rare <= n * forgiven ? new Set(usual) : undefined;
};

const keyOf = (codes: ReadonlySet<number>): string =>
  [...codes].sort((left, right) => left - right).join(' ');

/** The conditions that hold in a subject where a category has some of its values; `tried` are held against chance together. */
export const conditionsOf = (
  category: SampledColumn,
  subject: SampledColumn,
  rows: number,
  tried: number,
  presence: boolean,
  deciders: readonly SampledColumn[],
): readonly Condition[] => {
  const width = presence ? 2 : subject.values.length;
  const counts = tableOf(category, subject, presence ? (code) => Math.min(1, code) : (code) => code, width);
  const marginal = Array.from({ length: width }, (_unused, code) =>
    total(counts.map((own) => own[code] ?? 0)),
  );
  const values = marginal.filter((count) => count > 0).length;
  if (values < 2) return [];
  const found = new Map<
    string,
    { allowed: ReadonlySet<number>; codes: number[]; rows: number; inside: number }
  >();
  for (let code = 1; code < counts.length; code += 1) {
    const own = counts[code] ?? [];
    const allowed = allowedOf(own);
    if (allowed === undefined || allowed.size === values) continue;
    if (!presence && allowed.size === 1 && allowed.has(0)) continue;
    const inside = total([...allowed].map((at) => marginal[at] ?? 0));
    const outside = 1 - inside / rows;
    if (
      allowed.size === 1
        ? outside < shutOutByOne
        : outside < shutOutBySome || allowed.size > values * mostAllowed
    )
      continue;
    const met = thingsMet(rowsByCode(category).get(code) ?? [], runsOf(subject), deciders);
    const chance = logAllHold(inside, rows, met) + logChoose(values, allowed.size);
    if (met < allowed.size * fewestMet || !isNoAccident(chance, tried)) continue;
    const known = found.get(keyOf(allowed)) ?? { allowed, codes: [], rows: 0, inside };
    found.set(keyOf(allowed), { ...known, codes: [...known.codes, code], rows: known.rows + total(own) });
  }
  const all = [...found.values()];
  const decided =
    all.every(({ allowed }) => allowed.size === 1) &&
    all.reduce((sum, one) => sum + one.codes.length, 0) === distinctIn(category);
  if (decided && !presence) return [];
  return all.map((one) => ({
    category,
    subject,
    codes: one.codes,
    presence,
    allowed: one.allowed,
    rows: one.rows,
    shutOut: 1 - one.inside / rows,
  }));
};

/** Pairs of values that a condition says do not come together, whichever of the two columns it starts from. */
export const forbidden = ({ category, subject, codes, presence, allowed }: Condition): readonly string[] => {
  const shut = presence
    ? [allowed.has(0) ? 'value' : 0]
    : subject.values.flatMap((_value, at) => (allowed.has(at) ? [] : [at]));
  return codes.flatMap((code) =>
    shut.map((at) => JSON.stringify([`${category.name} ${code}`, `${subject.name} ${at}`].toSorted())),
  );
};
