import { type Cell, numberOf } from '../domain/cell.ts';
import type { Column } from '../domain/column.ts';
import type { OpenTable, QueryOptions, Session } from '../engines/engine.ts';
import { QueryFailed } from '../engines/engine.ts';
import { Unsupported } from '../sql/dialect.ts';
import type { Expr } from '../sql/expression.ts';
import { countRows, type Marked, markRows, type RowRule } from './quarantine-select.ts';

export interface Skipped {
  readonly rule: string;
  readonly reason: string;
}

/** What one scan says of the rules whose predicates run. */
interface Scanned {
  readonly marked: Marked;
  readonly rows: number;
  readonly failing: number;
  readonly perRule: readonly number[];
  /** Columns in which a row that passes has a cell that does not cast. */
  readonly withText: readonly string[];
  /** Rules whose predicate does not run. */
  readonly skipped: readonly Skipped[];
}

export interface CountedTable {
  readonly session: Session;
  readonly opened: OpenTable;
  /** The scope of the run. */
  readonly where: Expr | undefined;
  readonly options: QueryOptions;
}

/** The failing rows that are kept, and the rows that pass. */
export interface RowCounts {
  readonly marked: Marked;
  /** Failing rows under the cap. */
  readonly kept: number;
  /** By rule: those of the kept rows that fail it. */
  readonly perRule: readonly number[];
  /** More rows fail than are kept. */
  readonly capped: boolean;
  /** How many rows fail; absent where it would have cost a scan that nothing else needs. */
  readonly failing?: number;
  /** Counted where the rest is asked for. */
  readonly rest?: { readonly rows: number; readonly withText: readonly string[] };
  readonly skipped: readonly Skipped[];
}

const countOf = (cell: Cell | undefined): number => numberOf(cell ?? null) ?? 0;

const halvesOf = <T>(items: readonly T[]): readonly (readonly T[])[] => {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
};

/**
 * Counts failing rows, the first ones only where there is a limit. A predicate that does not run is found by halving, so
 * that it costs its own rule and no other.
 */
const scan = async (table: CountedTable, rules: readonly RowRule[], limit?: number): Promise<Scanned> => {
  const { session, opened, where, options } = table;
  const visible: readonly Column[] = opened.columns;
  const marked = markRows(opened, rules, where);
  try {
    const [row = {}] = await session.query(countRows(marked, visible, limit), options);
    return {
      marked,
      rows: countOf(row.rows),
      failing: countOf(row.failing),
      perRule: rules.map((_rule, index) => countOf(row[`r${index}`])),
      withText: visible.filter((_column, index) => countOf(row[`t${index}`]) > 0).map(({ name }) => name),
      skipped: [],
    };
  } catch (cause) {
    if ((!(cause instanceof QueryFailed) && !(cause instanceof Unsupported)) || rules.length === 0)
      throw cause;
    const [only, second] = rules;
    if (only !== undefined && second === undefined) {
      const none = await scan(table, [], limit);
      return {
        ...none,
        skipped: [{ rule: only.rule, reason: cause.message.split('\n')[0] ?? cause.message }],
      };
    }
    const skipped: Skipped[] = [];
    for (const half of halvesOf(rules)) skipped.push(...(await scan(table, half, limit)).skipped);
    if (skipped.length === 0) throw cause;
    const usable = rules.filter(({ rule }) => !skipped.some((one) => one.rule === rule));
    const counted = await scan(table, usable, limit);
    return { ...counted, skipped: [...skipped, ...counted.skipped] };
  }
};

/**
 * Counts what fails up to the cap, so that a scan ends as soon as the cap is full; all of it only where the rest is asked
 * for.
 */
export const countFailing = async (
  table: CountedTable,
  rules: readonly RowRule[],
  { maxRows, withRest }: { readonly maxRows: number; readonly withRest: boolean },
): Promise<RowCounts> => {
  const whole = withRest ? await scan(table, rules) : undefined;
  const known = whole?.marked.rules ?? rules;
  const kept = whole !== undefined && whole.failing <= maxRows ? whole : await scan(table, known, maxRows);
  const more = async (): Promise<boolean> =>
    kept.failing === maxRows && (await scan(table, kept.marked.rules, maxRows + 1)).failing > maxRows;
  const capped = whole === undefined ? await more() : whole.failing > maxRows;
  const failing = whole?.failing ?? (capped ? undefined : kept.failing);
  return {
    marked: kept.marked,
    kept: kept.failing,
    perRule: kept.perRule,
    capped,
    ...(failing === undefined ? {} : { failing }),
    ...(whole === undefined ? {} : { rest: { rows: whole.rows - whole.failing, withText: whole.withText } }),
    skipped: (whole ?? kept).skipped,
  };
};
