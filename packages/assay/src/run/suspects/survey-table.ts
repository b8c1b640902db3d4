import type { QueryOptions, Session } from '../../engines/engine.ts';
import { countIn } from '../../metrics/read-row.ts';
import { aggregate, type Expr } from '../../sql/expression.ts';
import { dependenciesAmong } from '../../suspects/dependency.ts';
import { groupingOf } from '../../suspects/grouping.ts';
import type { CellText, PairCounts, Survey, SurveyedColumn } from '../../suspects/survey.ts';
import { pairKey, surveyRows } from '../../suspects/survey-rows.ts';
import { spreadsOf, spreadsWithin } from './spreads.ts';
import { type NumberedRow, numberedRow, type TextTable, textIn } from './text-table.ts';

/** A table of at most so many rows and cells is read whole. */
const wholeRows = 50_000;
const wholeCells = 1_000_000;
/** Of a larger one, so many different values of a column are held, and so many pairs of values. */
const heldValues = 50_000;
const heldPairs = 200_000;
/** Pairs of columns are tried on so many rows; those that may depend, at most so many, are counted on all. */
const triedRows = 20_000;
const countedPairs = 300;
const promising = 0.5;

export interface Surveyed {
  readonly survey: Survey;
  /** Every row, where they were read. */
  readonly rows?: readonly NumberedRow[];
  /** Columns of which the values are not held. */
  readonly unheld: readonly string[];
  /** Pairs of columns that may depend and were not counted. */
  readonly uncounted: number;
}

export interface SurveyOptions extends QueryOptions {
  readonly onStep?: (done: number, total: number) => void;
}

const read = async (
  session: Session,
  table: TextTable,
  limit: number,
  options: QueryOptions,
): Promise<readonly NumberedRow[]> => {
  const rows = await session.query({ everything: true, columns: {}, from: table.relation, limit }, options);
  return rows.map((row) => numberedRow(table, row));
};

/** Rows by the values of expressions; undefined where they are more than `most`. */
const groupsOf = async (
  session: Session,
  { relation }: TextTable,
  by: readonly Expr[],
  most: number,
  options: QueryOptions,
): Promise<readonly { readonly key: readonly CellText[]; readonly count: number }[] | undefined> => {
  const columns = Object.fromEntries(by.map((expr, index) => [`g${index}`, expr]));
  const rows = await session.query(
    {
      columns: { ...columns, n: aggregate('countAll') },
      from: relation,
      groupBy: [...by],
      limit: most + 1,
    },
    options,
  );
  if (rows.length > most) return undefined;
  return rows.map((row) => ({
    key: by.map((_unused, index) => textIn(row, `g${index}`)),
    count: countIn(row, 'n'),
  }));
};

const pairsOf = async (
  session: Session,
  table: TextTable,
  determinant: string,
  dependent: string,
  options: QueryOptions,
): Promise<PairCounts | undefined> => {
  const groups = await groupsOf(
    session,
    table,
    [table.text(determinant), table.text(dependent)],
    heldPairs,
    options,
  );
  if (groups === undefined) return undefined;
  const pairs = new Map<string, Map<CellText, number>>();
  for (const { key, count } of groups) {
    const [given = null, value = null] = key;
    if (given !== null) pairs.set(given, (pairs.get(given) ?? new Map()).set(value, count));
  }
  return pairs;
};

const surveyLarge = async (
  session: Session,
  table: TextTable,
  rows: number,
  columns: readonly Pick<SurveyedColumn, 'name' | 'kind' | 'spread'>[],
  { onStep, ...options }: SurveyOptions,
): Promise<Surveyed> => {
  const surveyed: SurveyedColumn[] = [];
  for (const column of columns) {
    onStep?.(surveyed.length, columns.length + countedPairs);
    const groups = await groupsOf(session, table, [table.text(column.name)], heldValues, options);
    if (groups === undefined) surveyed.push({ ...column, nulls: 0 });
    else
      surveyed.push({
        ...column,
        nulls: groups.find(({ key: [value] }) => value === null)?.count ?? 0,
        values: new Map(
          groups.flatMap(({ key: [value = null], count }) =>
            value === null ? [] : [[value, count] as const],
          ),
        ),
      });
  }
  const held = new Set(surveyed.filter(({ values }) => values !== undefined).map(({ name }) => name));
  const first = surveyRows(
    (await read(session, table, triedRows, options)).map(({ texts }) => texts),
    columns,
  );
  const pairs = new Map<string, PairCounts>();
  const wanted = dependenciesAmong(first, [...held], promising);
  let done = columns.length;
  for (const { determinant, dependent } of wanted.slice(0, countedPairs)) {
    onStep?.(done, columns.length + Math.min(countedPairs, wanted.length));
    done += 1;
    const counted = await pairsOf(session, table, determinant, dependent, options);
    if (counted !== undefined) pairs.set(pairKey(determinant, dependent), counted);
  }
  const groupings = first.columns.flatMap((column) =>
    held.has(column.name) ? (groupingOf(first, column) ?? []) : [],
  );
  const within = await spreadsWithin(session, table, groupings, options);
  return {
    survey: {
      rows,
      columns: surveyed,
      pair: (determinant, dependent) => pairs.get(pairKey(determinant, dependent)),
      within: (group, column) => within.get(pairKey(group, column)),
    },
    unheld: surveyed.filter(({ name }) => !held.has(name)).map(({ name }) => name),
    uncounted: Math.max(0, wanted.length - countedPairs),
  };
};

/** Learns what a table usually holds: a small one from its rows, a large one from counts that the engine makes. */
export const surveyTable = async (
  session: Session,
  table: TextTable,
  options: SurveyOptions,
): Promise<Surveyed> => {
  const { onStep: _unused, ...query } = options;
  const [counts] = await session.query({ columns: { n: aggregate('countAll') }, from: table.typed }, query);
  const rows = countIn(counts, 'n');
  const spreads = await spreadsOf(session, table.typed, table.columns, query);
  const columns = table.columns.map(({ name, kind }) => {
    const spread = spreads.get(name);
    return { name, kind, ...(spread === undefined ? {} : { spread }) };
  });
  if (rows > wholeRows || rows * columns.length > wholeCells)
    return surveyLarge(session, table, rows, columns, options);
  const whole = await read(session, table, wholeRows, query);
  const survey = surveyRows(
    whole.map(({ texts }) => texts),
    columns,
  );
  return { survey, rows: whole, unheld: [], uncounted: 0 };
};
