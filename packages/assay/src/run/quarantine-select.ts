import type { Column } from '../domain/column.ts';
import type { OpenTable } from '../engines/engine.ts';
import type { Rule } from '../plan/rule.ts';
import {
  aggregate,
  and,
  call,
  column,
  type Expr,
  not,
  notNull,
  number,
  or,
  text,
  truth,
  when,
} from '../sql/expression.ts';
import { type Relation, type Select, subquery } from '../sql/select.ts';

/** A failed rule with the predicate of its rows. */
export interface RowRule {
  readonly rule: string;
  readonly failing: Expr;
  readonly onWholeTable?: boolean | undefined;
}

export const rowRuleOf = ({ id, failing, onWholeTable }: Rule): RowRule | undefined =>
  failing === undefined ? undefined : { rule: id, failing, onWholeTable };

/** Every row of the scope, with what each rule says of it. */
export interface Marked {
  readonly from: Relation;
  readonly rules: readonly RowRule[];
  readonly flagOf: (rule: RowRule) => Expr;
  /** True of rows that at least one rule refuses. */
  readonly fails: Expr;
}

const flagName = (index: number): string => `~fails${index}`;

/** NULL, where a predicate cannot say, is no failure. */
const flagged = (rules: readonly RowRule[], chosen: (rule: RowRule) => boolean): Record<string, Expr> =>
  Object.fromEntries(
    rules.flatMap((rule, index) =>
      chosen(rule) ? [[flagName(index), when(rule.failing, truth(true), truth(false))]] : [],
    ),
  );

const everythingOf = (from: Relation, columns: Record<string, Expr>, as: string): Relation =>
  subquery({ everything: true, columns, from }, as);

/** Keys look at the whole table before the scope limits it; the other rules look at the rows of the scope. */
const markedRelation = (opened: OpenTable, rules: readonly RowRule[], where: Expr | undefined): Relation => {
  if (where === undefined)
    return everythingOf(
      opened.relation,
      flagged(rules, () => true),
      'marked',
    );
  const onWhole = flagged(rules, ({ onWholeTable }) => onWholeTable === true);
  const whole =
    Object.keys(onWhole).length === 0 ? opened.relation : everythingOf(opened.relation, onWhole, 'whole');
  const scoped = subquery({ everything: true, columns: {}, from: whole, where }, 'scoped');
  return everythingOf(
    scoped,
    flagged(rules, ({ onWholeTable }) => onWholeTable !== true),
    'marked',
  );
};

export const markRows = (opened: OpenTable, rules: readonly RowRule[], where?: Expr): Marked => {
  const flagOf = (rule: RowRule): Expr => column(flagName(rules.indexOf(rule)));
  return { from: markedRelation(opened, rules, where), rules, flagOf, fails: or(...rules.map(flagOf)) };
};

/** Counts cells by column (`t0`…) whose text would be lost, among the rows of a condition: those that do not cast. */
export const lostTexts = (columns: readonly Column[], condition: Expr): Record<string, Expr> =>
  Object.fromEntries(
    columns.flatMap(({ uncast }, index) =>
      uncast === undefined
        ? []
        : [[`t${index}`, aggregate('countIf', and(condition, notNull(column(uncast))))]],
    ),
  );

/** The first rows that fail. */
const firstFailing = ({ from, fails }: Marked, limit: number): Relation =>
  subquery({ everything: true, columns: {}, from, where: fails, limit }, 'first');

/**
 * Counts in one scan: rows, failing rows, rows by rule (`r0`…), and lost texts among the rows that pass. With a limit, of
 * the first failing rows only.
 */
export const countRows = (marked: Marked, columns: readonly Column[], limit?: number): Select => ({
  columns: {
    rows: aggregate('countAll'),
    failing: aggregate('countIf', marked.fails),
    ...Object.fromEntries(
      marked.rules.map((rule, index) => [`r${index}`, aggregate('countIf', marked.flagOf(rule))]),
    ),
    ...lostTexts(columns, not(marked.fails)),
  },
  from: limit === undefined ? marked.from : firstFailing(marked, limit),
});

/** The ids of the rules a row fails, as the text of a JSON array. */
const ruleList = (marked: Marked): Expr => {
  const items = marked.rules.map((rule) =>
    when(marked.flagOf(rule), text(`,${JSON.stringify(rule.rule)}`), text('')),
  );
  const longest = marked.rules.reduce((sum, { rule }) => sum + JSON.stringify(rule).length + 1, 0);
  return call(
    'concat',
    text('['),
    call('substring', call('concat', text(''), ...items), number(2), number(longest)),
    text(']'),
  );
};

/** A name the table does not have yet. */
export const freeName = (wanted: string, taken: readonly string[]): string =>
  taken.some((name) => name.toLowerCase() === wanted.toLowerCase()) ? freeName(`${wanted}_`, taken) : wanted;

/** A column, and the one beside it that holds the text of its cells which do not cast. */
export interface TextColumn {
  readonly column: string;
  readonly text: string;
}

export interface FailedRowsOptions {
  readonly columns: readonly Column[];
  readonly masked: readonly string[];
  readonly ruleColumn: string;
  /** Where the text of cells that do not cast goes. */
  readonly textColumns: readonly TextColumn[];
  readonly limit?: number;
}

/** The failing rows: every column of the table, the rules each row fails, and the text of cells that do not cast. */
export const failedRows = (marked: Marked, options: FailedRowsOptions): Select => {
  const masked = new Set(options.masked);
  const shown = options.columns.map(
    ({ name }) => [name, masked.has(name) ? when(truth(false), column(name)) : column(name)] as const,
  );
  const texts = options.columns.flatMap(({ name, uncast }) => {
    const own = options.textColumns.find(({ column: of }) => of === name);
    return own === undefined || uncast === undefined ? [] : [[own.text, column(uncast)] as const];
  });
  return {
    columns: { ...Object.fromEntries([...shown, ...texts]), [options.ruleColumn]: ruleList(marked) },
    from: marked.from,
    where: marked.fails,
    ...(options.limit === undefined ? {} : { limit: options.limit }),
  };
};

/** Rows as the source has them. Columns named in `asText` keep the text of cells that do not cast. */
export const wholeRows = (
  from: Relation,
  columns: readonly Column[],
  asText: readonly string[],
  where: Expr,
): Select => ({
  columns: Object.fromEntries(
    columns.map(({ name, uncast }) => [
      name,
      uncast !== undefined && asText.includes(name)
        ? call('coalesce', column(uncast), call('toText', column(name)))
        : column(name),
    ]),
  ),
  from,
  where,
});

/** The rows that no rule refuses. */
export const admittedRows = (marked: Marked, columns: readonly Column[], asText: readonly string[]): Select =>
  wholeRows(marked.from, columns, asText, not(marked.fails));
