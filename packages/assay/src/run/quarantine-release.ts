import { z } from 'zod';
import { cellText, numberOf, type Row } from '../domain/cell.ts';
import type { Column } from '../domain/column.ts';
import { refuse } from '../domain/problem.ts';
import { type QuarantineManifest, type Reread, sameFiles } from '../domain/quarantine-manifest.ts';
import type { Source } from '../domain/source.ts';
import type { Session } from '../engines/engine.ts';
import { aggregate, and, column, type Expr, isIn, not, or } from '../sql/expression.ts';
import type { Relation, Select } from '../sql/select.ts';
import { fingerprintsOf } from './quarantine-reread.ts';
import { lostTexts, markRows, type RowRule, wholeRows } from './quarantine-select.ts';

/** Rules a person accepts: a row is put back once every rule it fails is accepted. */
export interface Acceptance {
  readonly before: readonly string[];
  readonly now: readonly string[];
}

/** Rows to put back, as they were. */
export interface Released {
  readonly select: Select;
  readonly rows: number;
  /** Rows that fail another rule too and stay. */
  readonly stay: number;
}

const countOf = (row: Row | undefined, name: string): number => numberOf(row?.[name] ?? null) ?? 0;

const withLost = (columns: readonly Column[], row: Row | undefined): readonly string[] =>
  columns.filter((_column, index) => countOf(row, `t${index}`) > 0).map(({ name }) => name);

const rulesSchema = z.array(z.string());

const fromFile = async (
  session: Session,
  manifest: QuarantineManifest,
  source: Source,
  { before, now }: Acceptance,
): Promise<Released> => {
  const { relation, columns } = await session.open(source, { name: 'quarantine', declared: [] });
  const list = column(manifest.ruleColumn);
  const kinds = await session.query({
    columns: { rules: list, rows: aggregate('countAll') },
    from: relation,
    groupBy: [list],
  });
  const accepted = new Set([...before, ...now]);
  const earlier = new Set(before);
  let [rows, stay] = [0, 0];
  const chosen: string[] = [];
  for (const kind of kinds) {
    const text = cellText(kind.rules ?? null);
    const rules = rulesSchema.parse(JSON.parse(text));
    const all = (set: ReadonlySet<string>): boolean => rules.every((rule) => set.has(rule));
    if (!all(accepted)) stay += countOf(kind, 'rows');
    else if (!all(earlier)) {
      rows += countOf(kind, 'rows');
      chosen.push(text);
    }
  }
  const condition = isIn(list, chosen);
  const texts = new Map(manifest.textColumns.map(({ column: name, text }) => [name, text]));
  const own = new Set([manifest.ruleColumn, ...texts.values()]);
  const visible = columns
    .filter(({ name }) => !own.has(name))
    .map((one): Column => {
      const uncast = texts.get(one.name);
      return uncast === undefined ? one : { ...one, uncast };
    });
  const [counts] = await session.query({
    columns: { rows: aggregate('countAll'), ...lostTexts(visible, condition) },
    from: relation,
  });
  return { select: wholeRows(relation, visible, withLost(visible, counts), condition), rows, stay };
};

/** Expressions in a manifest are those that a run wrote there. */
const stored = (expression: unknown): Expr => expression as Expr;

const fromSource = async (
  session: Session,
  reread: Reread,
  { before, now }: Acceptance,
): Promise<Released> => {
  const { source, name, declared } = reread;
  const opened = await session.open(source, { name, declared });
  if (opened.files === undefined || !sameFiles(fingerprintsOf(opened.files), reread.files)) {
    return refuse(
      'quarantine-refused',
      'confidential values are not in the quarantine, and the source has changed since the run',
      'check the source as it is now',
      { file: source.path },
    );
  }
  const rules = reread.predicates.map(
    ({ rule, failing, onWholeTable }): RowRule => ({ rule, failing: stored(failing), onWholeTable }),
  );
  const marked = markRows(opened, rules, reread.where === undefined ? undefined : stored(reread.where));
  const failsOneOf = (wanted: (rule: string) => boolean): Expr =>
    or(...rules.filter(({ rule }) => wanted(rule)).map(marked.flagOf));
  const other = failsOneOf((rule) => !before.includes(rule) && !now.includes(rule));
  const condition = and(
    failsOneOf((rule) => now.includes(rule)),
    not(other),
  );
  const from: Relation = marked.from;
  const [counts] = await session.query({
    columns: {
      rows: aggregate('countIf', condition),
      stay: aggregate('countIf', other),
      ...lostTexts(opened.columns, condition),
    },
    from,
  });
  return {
    select: wholeRows(from, opened.columns, withLost(opened.columns, counts), condition),
    rows: countOf(counts, 'rows'),
    stay: countOf(counts, 'stay'),
  };
};

/** Where the rows of a release are read from: the quarantine, or the source where the quarantine hides values. */
export const releaseSource = (manifest: QuarantineManifest, file: string): Source => {
  if (manifest.masked.length === 0) return { kind: 'files', path: file };
  return (
    manifest.reread?.source ??
    refuse(
      'quarantine-refused',
      `${manifest.masked.join(', ')} ${manifest.masked.length === 1 ? 'is' : 'are'} confidential and hidden in the quarantine, and this source cannot show whether it has changed since`,
      'waive the rules and check again, or take the rows from the source',
      { file },
    )
  );
};

/** Finds the rows that are put back. `source` is what `releaseSource` said. */
export const findReleased = (
  session: Session,
  manifest: QuarantineManifest,
  source: Source,
  acceptance: Acceptance,
): Promise<Released> =>
  manifest.masked.length === 0 || manifest.reread === undefined
    ? fromFile(session, manifest, source, acceptance)
    : fromSource(session, manifest.reread, acceptance);
