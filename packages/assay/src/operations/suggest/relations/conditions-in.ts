import type { Cell } from '../../../domain/cell.ts';
import { isNoAccident, logAllHold, logChoose } from '../../../stats/chance.ts';
import { withoutCopies, withoutKeys } from './copies.ts';
import { onOneColumn } from './dependency-candidates.ts';
import { once } from './once.ts';
import type { RowRule } from './row-rule.ts';
import { runsOf } from './runs.ts';
import { distinctIn, forgiven, nullsIn, type Sample, type SampledColumn } from './sample.ts';
import { productsIn, quotientsIn, sumsIn } from './totals-in.ts';
import { isOneOf, nameText } from './written.ts';

/** Rows that one value of the category must have, and rows of each value that it allows. */
const [fewestRows, fewestEach] = [25, 5];
/** Runs of values that must be met for each that is allowed. */
const fewestMet = 3;
const [mostCategories, mostValues] = [20, 40];
const [mostListed, longestText] = [12, 300];
/** A rule must shut out so large a share of all rows. */
const [shutOutByOne, shutOutBySome] = [0.1, 0.4];
/** Where more of the values are allowed, it is a habit and no rule. */
const mostAllowed = 0.5;
const most = 16;

/** What the rows of some values of a category have in common in another column. */
interface Condition {
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

export const isCategory = (one: SampledColumn): boolean =>
  (one.looked.values !== undefined || one.looked.column.kind === 'boolean') &&
  distinctIn(one) <= mostCategories;

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

/** Runs of the subject's values that the rows of one category meet: rows that follow one another are no independent witnesses. */
const runsMet = ({ codes }: Pick<SampledColumn, 'codes'>, wanted: number, subject: SampledColumn): number => {
  const runs = runsOf(subject);
  const met = new Set<number>();
  for (const [row, code] of codes.entries()) if (code === wanted) met.add(runs[row] ?? 0);
  return met.size;
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

const conditionsOf = (
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
    const met = thingsMet(category, code, subject, deciders);
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

const cellsOf = (of: SampledColumn, codes: Iterable<number>): readonly Cell[] =>
  [...codes].filter((code) => code !== 0).map((code) => of.values[code] ?? null);

const expressionOf = ({
  subject,
  presence,
  allowed,
}: Condition): { readonly text: string; readonly words: string } | undefined => {
  const name = nameText(subject.name);
  if (presence)
    return allowed.has(0)
      ? { text: `${name} is null`, words: 'is missing' }
      : { text: `${name} is not null`, words: 'is there' };
  const cells = cellsOf(subject, allowed);
  const one = isOneOf(subject.name, cells);
  if (one === undefined) return undefined;
  if (allowed.has(0))
    return { text: `${name} is null or ${one}`, words: `is missing or one of ${cells.length} values` };
  const words =
    cells.length === 1 ? 'has this value' : `has ${cells.length} of its ${distinctIn(subject)} values`;
  return { text: `${one}${nullsIn(subject) > 0 ? ` and ${name} is not null` : ''}`, words };
};

const ruleOf = (condition: Condition): RowRule | undefined => {
  const { category, subject, codes, allowed, shutOut } = condition;
  const where = isOneOf(category.name, cellsOf(category, codes));
  const said = expressionOf(condition);
  if (where === undefined || said === undefined || allowed.size > mostListed) return undefined;
  if (where.length + said.text.length > longestText) return undefined;
  return {
    kind: 'where',
    columns: [category.name, subject.name],
    among: where,
    expression: said.text,
    where,
    reason: `${subject.name} ${said.words}, unlike in ${Math.round(shutOut * 100)} % of all rows`,
    sure: true,
  };
};

/** Pairs of values that a condition says do not come together, whichever of the two columns it starts from. */
const forbidden = ({ category, subject, codes, presence, allowed }: Condition): readonly string[] => {
  const shut = presence
    ? [allowed.has(0) ? 'value' : 0]
    : subject.values.flatMap((_value, at) => (allowed.has(at) ? [] : [at]));
  return codes.flatMap((code) =>
    shut.map((at) => JSON.stringify([`${category.name} ${code}`, `${subject.name} ${at}`].toSorted())),
  );
};

/** Columns that decide a column. */
const decidersIn = once((sample: Sample) => {
  const { columns } = withoutKeys(sample);
  const dependencies = onOneColumn(withoutKeys(sample));
  return once((subject: SampledColumn): readonly SampledColumn[] =>
    dependencies
      .filter(({ dependent }) => dependent === subject.name)
      .flatMap(({ determinant: [from] }) => columns.filter(({ name }) => name === from)),
  );
});

/** Rows of one customer say once where that customer lives: things met are never more than those that decide them. */
const thingsMet = (
  { codes }: SampledColumn,
  wanted: number,
  subject: SampledColumn,
  deciders: readonly SampledColumn[],
): number =>
  Math.min(
    runsMet({ codes }, wanted, subject),
    ...deciders.map((by) => new Set(by.codes.filter((_code, row) => codes[row] === wanted)).size),
  );

/**
 * Pairs of columns of which one decides the other, or a third both: a dependency says it, or the rows of the third say it again and again.
 * And pairs within a total: the formula says it.
 */
export const explainedIn = (sample: Sample): ((left: string, right: string) => boolean) => {
  const decidedBy = new Map<string, Set<string>>();
  for (const {
    determinant: [from = ''],
    dependent,
  } of onOneColumn(withoutKeys(sample)))
    decidedBy.set(from, (decidedBy.get(from) ?? new Set()).add(dependent));
  const decides = (from: string, to: string): boolean => from === to || decidedBy.get(from)?.has(to) === true;
  const different = withoutCopies(sample);
  const totals = [...sumsIn(different), ...productsIn(different), ...quotientsIn(different)].map(
    ({ parts, whole }) => new Set([...parts, whole].map(({ name }) => name)),
  );
  return (left, right) =>
    totals.some((names) => names.has(left) && names.has(right)) ||
    [...decidedBy.keys()].some((from) => decides(from, left) && decides(from, right));
};

/** Conditions of a sample, the most telling first; one that says nothing that others do not is left out. */
export const conditionsIn = (sample: Sample, confidential: ReadonlySet<string>): readonly RowRule[] => {
  const { rows } = sample;
  const columns = withoutCopies(sample).columns.filter(
    ({ name }) => !confidential.has(name) && sample.unsettled?.has(name) !== true,
  );
  const isExplained = explainedIn(sample);
  const categories = columns.filter(isCategory);
  const subjects = columns.filter((one) => distinctIn(one) <= mostValues || nullsIn(one) > 0);
  const tried = categories.reduce((sum, one) => sum + distinctIn(one), 0) * Math.max(1, subjects.length);
  const found = categories
    .flatMap((category) =>
      subjects.flatMap((subject) =>
        subject === category || isExplained(category.name, subject.name)
          ? []
          : [
              ...(nullsIn(subject) > 0
                ? conditionsOf(category, subject, rows, tried, true, decidersIn(sample)(subject))
                : []),
              ...(distinctIn(subject) <= mostValues
                ? conditionsOf(category, subject, rows, tried, false, decidersIn(sample)(subject))
                : []),
            ],
      ),
    )
    .toSorted((left, right) => right.shutOut * Math.sqrt(right.rows) - left.shutOut * Math.sqrt(left.rows));
  const said = new Set<string>();
  return found
    .flatMap((one) => {
      const cells = forbidden(one);
      if (cells.every((cell) => said.has(cell))) return [];
      for (const cell of cells) said.add(cell);
      return ruleOf(one) ?? [];
    })
    .slice(0, most);
};
