import type { Column } from '../domain/column.ts';
import type { MissingMap, MissingParts } from '../domain/missing-map.ts';
import type { QueryOptions } from '../engines/engine.ts';
import { countWhere } from '../metrics/count-where.ts';
import { countsByPart } from '../metrics/counts-by-part.ts';
import { nulls } from '../metrics/nulls.ts';
import { ask } from '../metrics/request.ts';
import { and, column as columnNode, isNull, truth } from '../sql/expression.ts';
import { type Measurements, type MeasureTarget, measure } from './measure.ts';
import { type Cut, cutOf, whyNoCut } from './row-parts.ts';
import { valueIn } from './value-in.ts';

/** More columns than these are counted, and not shown. */
const mostColumns = 60;

interface Table {
  readonly rows: number;
  readonly columns: readonly Column[];
  /** Columns whose values may be shown. */
  readonly open: readonly Column[];
}

interface Gaps {
  readonly name: string;
  readonly total: number;
  readonly missing: readonly number[];
}

const isMissing = (name: string) => isNull(columnNode(name));

const nullsIn = (measured: Measurements, name: string): number =>
  valueIn<{ nulls: number }>(measured.get(ask(nulls, { column: name }).key))?.nulls ?? 0;

const chunked = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_unused, index) =>
    items.slice(index * size, (index + 1) * size),
  );

/** Rows of each part, and the gaps of each column in each part; the reason where that could not be counted. */
const counted = async (
  target: MeasureTarget,
  cut: Cut,
  names: readonly string[],
  into: Measurements,
  options: QueryOptions,
): Promise<string | { readonly rows: readonly number[]; readonly missing: readonly number[][] }> => {
  const { part, parts } = cut;
  const conditions = [...(cut.rows === undefined ? [truth(true)] : []), ...names.map(isMissing)];
  const requests = chunked(conditions, target.session.capabilities.fusionWidth).map((own) =>
    ask(countsByPart, { part, parts, conditions: own }),
  );
  await measure(requests, target, into, options);
  const counts: number[][] = [];
  for (const { key } of requests) {
    const found = into.get(key);
    if (found?.kind === 'failed') return found.reason;
    counts.push(...(valueIn<number[][]>(found) ?? []));
  }
  return cut.rows === undefined
    ? { rows: counts[0] ?? [], missing: counts.slice(1) }
    : { rows: cut.rows, missing: counts };
};

const worstShare = ({ missing }: Gaps, rows: readonly number[]): number =>
  Math.max(...missing.map((count, part) => (rows[part] ? count / rows[part] : 0)));

/** Columns that miss equally much in every part, as two kinds of rows in turn make them: no more sets than these are told apart. */
const mostSets = 10;

const bothMiss = (left: Gaps, right: Gaps) =>
  ask(countWhere, { condition: and(isMissing(left.name), isMissing(right.name)) });

/** Columns that miss equally much in every part are asked, round by round, which of them miss it in the same rows as the first. */
const together = async (
  target: MeasureTarget,
  gaps: readonly Gaps[],
  into: Measurements,
  options: QueryOptions,
): Promise<MissingParts['together']> => {
  const found: string[][] = [];
  let alike = [...Map.groupBy(gaps, ({ missing }) => missing.join(' ')).values()];
  for (let round = 0; round < mostSets; round += 1) {
    const asked = alike.flatMap(([first, ...others]) =>
      first === undefined || others.length === 0 ? [] : [{ first, others }],
    );
    if (asked.length === 0) break;
    await measure(
      asked.flatMap(({ first, others }) => others.map((other) => bothMiss(first, other))),
      target,
      into,
      options,
    );
    const split = asked.map(({ first, others }) => ({
      first,
      ...Object.groupBy(others, (other) =>
        valueIn(into.get(bothMiss(first, other).key)) === first.total ? 'same' : 'rest',
      ),
    }));
    for (const { first, same = [] } of split)
      if (same.length > 0) found.push([first, ...same].map(({ name }) => name));
    alike = split.map(({ rest = [] }) => rest);
  }
  return found;
};

/** Where in the rows values are missing, of columns whose missing values were counted; undefined where none are. */
export const missingMap = async (
  target: MeasureTarget,
  table: Table,
  measured: Measurements,
  options: QueryOptions,
): Promise<MissingMap | undefined> => {
  const all = table.columns
    .map(({ name }) => ({ name, total: nullsIn(measured, name) }))
    .filter(({ total }) => total > 0);
  if (all.length === 0) return undefined;
  const cut = cutOf(target.session, table, measured);
  if (cut === undefined) return { unknown: whyNoCut(target.session) };
  const partly = all.filter(({ total }) => total < table.rows);
  const found = await counted(
    target,
    cut,
    partly.map(({ name }) => name),
    measured,
    options,
  );
  if (typeof found === 'string') return { unknown: found };
  const gaps = new Map(
    partly.map((one, index): [string, Gaps] => [one.name, { ...one, missing: found.missing[index] ?? [] }]),
  );
  const ranked = all
    .map((one): Gaps => gaps.get(one.name) ?? { ...one, missing: found.rows })
    .toSorted(
      (left, right) =>
        worstShare(right, found.rows) - worstShare(left, found.rows) || right.total - left.total,
    );
  return {
    ...(cut.by === undefined ? {} : { by: cut.by }),
    rows: [...found.rows],
    columns: ranked.slice(0, mostColumns).map(({ name, missing }) => ({ name, missing: [...missing] })),
    leftOut: Math.max(0, ranked.length - mostColumns),
    together: await together(target, [...gaps.values()], measured, options),
  };
};
