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
export interface RowCounts {
  readonly marked: Marked;
  readonly rows: number;
  readonly failing: number;
  readonly perRule: readonly number[];
  /** Columns in which a row that passes has a cell that does not cast. */
  readonly withText: readonly string[];
  /** Rules whose predicate does not run. */
  readonly skipped: readonly Skipped[];
}

const countOf = (cell: Cell | undefined): number => numberOf(cell ?? null) ?? 0;

const halvesOf = <T>(items: readonly T[]): readonly (readonly T[])[] => {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
};

/**
 * Counts failing rows. A predicate that does not run is found by halving, so that it costs its own rule and no other.
 */
export const countFailing = async (
  session: Session,
  opened: OpenTable,
  rules: readonly RowRule[],
  where: Expr | undefined,
  options: QueryOptions,
): Promise<RowCounts> => {
  const visible: readonly Column[] = opened.columns;
  const marked = markRows(opened, rules, where);
  try {
    const [row = {}] = await session.query(countRows(marked, visible), options);
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
      const none = await countFailing(session, opened, [], where, options);
      return {
        ...none,
        skipped: [{ rule: only.rule, reason: cause.message.split('\n')[0] ?? cause.message }],
      };
    }
    const skipped: Skipped[] = [];
    for (const half of halvesOf(rules))
      skipped.push(...(await countFailing(session, opened, half, where, options)).skipped);
    if (skipped.length === 0) throw cause;
    const usable = rules.filter(({ rule }) => !skipped.some((one) => one.rule === rule));
    const counted = await countFailing(session, opened, usable, where, options);
    return { ...counted, skipped: [...skipped, ...counted.skipped] };
  }
};
