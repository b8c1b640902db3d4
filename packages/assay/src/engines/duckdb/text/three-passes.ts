import { numberOf } from '../../../domain/cell.ts';
import type { Column } from '../../../domain/column.ts';
import type { OpenOptions } from '../../engine.ts';
import { duckdbDialect } from '../dialect.ts';
import { pathSql, type Workshop } from '../workshop.ts';
import { castSql, type Target } from './casts.ts';
import type { Candidates } from './targets.ts';
import { columnOf, created, plainText, type TextRows, type TypedTable } from './text-rows.ts';

const { identifier } = duckdbDialect;

interface Chosen {
  readonly target: Target;
  readonly cast: number;
}

/** Counts, candidate by candidate, how many cells cast, and keeps the first that takes all, or of declared ones the best. */
const choose = async (
  shop: Workshop,
  raw: readonly string[],
  candidates: readonly Candidates[],
  options: OpenOptions,
): Promise<{ chosen: readonly Chosen[]; present: readonly number[] }> => {
  const counts = async (parts: readonly string[]): Promise<readonly number[]> => {
    if (parts.length === 0) return [];
    const [row] = await shop.connection.rows(
      `SELECT ${parts.map((part, at) => `count(${part}) AS n${at}`).join(', ')} FROM ${pathSql(raw)}`,
      options,
    );
    return parts.map((_part, at) => numberOf(row?.[`n${at}`] ?? null) ?? 0);
  };
  const present = await counts(candidates.map((_each, index) => `c${index}`));
  const best: (Chosen | undefined)[] = candidates.map(() => undefined);
  const isOpen = (index: number, round: number): boolean =>
    round < (candidates[index]?.targets.length ?? 0) && best[index]?.cast !== present[index];
  for (let round = 0; ; round += 1) {
    const open = candidates.map((_each, index) => index).filter((index) => isOpen(index, round));
    if (open.length === 0) break;
    const cast = await counts(
      open.map((index) => castSql(`c${index}`, candidates[index]?.targets[round] as Target, 'lenient')),
    );
    for (const [at, index] of open.entries()) {
      const own = { target: candidates[index]?.targets[round] as Target, cast: cast[at] ?? 0 };
      const before = best[index];
      if (before === undefined || own.cast > before.cast) best[index] = own;
    }
  }
  return { chosen: best.map((each) => each ?? { target: plainText, cast: 0 }), present };
};

/** An undeclared column in which nothing stands is text. */
const settle = (chosen: Chosen, present: number): Target =>
  !chosen.target.declared && (present === 0 || chosen.cast < present) ? plainText : chosen.target;

const freeName = (name: string, taken: Set<string>): string => {
  let own = `#uncast ${name}`;
  while (taken.has(own.toLowerCase())) own = `#${own}`;
  taken.add(own.toLowerCase());
  return own;
};

/** Three passes over a table of text: count what casts, choose, cast. Cells that do not cast stay beside their column. */
export const inThreePasses = async (
  shop: Workshop,
  rows: TextRows,
  candidates: readonly Candidates[],
  options: OpenOptions,
): Promise<TypedTable> => {
  const raw = await shop.newTable(rows.sizeBytes);
  const count = await created(shop, raw, `SELECT * FROM ${rows.from}`, options);
  const { chosen, present } = await choose(shop, raw, candidates, options);
  const taken = new Set(rows.columns.map(({ name }) => name.toLowerCase()));
  const casts: string[] = [];
  const hidden: string[] = [];
  const columns = rows.columns.map((column, index): Column => {
    const typed = rows.typed?.(index);
    if (typed !== undefined) {
      casts.push(`c${index} AS ${identifier(column.name)}`);
      return { ...typed, name: column.name };
    }
    const own = chosen[index] as Chosen;
    const target = settle(own, present[index] ?? 0);
    const text = `c${index}`;
    const value = castSql(text, target, 'lenient');
    casts.push(`${value} AS ${identifier(column.name)}`);
    if (target.type === 'text' || own.cast === present[index]) return columnOf(column, target);
    const uncast = freeName(column.name, taken);
    hidden.push(`CASE WHEN ${value} IS NULL THEN ${text} END AS ${identifier(uncast)}`);
    return columnOf(column, target, uncast);
  });
  const path = await shop.newTable(rows.sizeBytes);
  await created(shop, path, `SELECT ${[...casts, ...hidden].join(', ')} FROM ${pathSql(raw)}`, options);
  await shop.connection.run(`DROP TABLE ${pathSql(raw)}`, options);
  return { path, columns, rows: count };
};
