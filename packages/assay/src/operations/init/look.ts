import { type Column, scalarKinds, temporalKinds } from '../../domain/column.ts';
import { refuse } from '../../domain/problem.ts';
import type { OpenTable } from '../../engines/engine.ts';
import { patterns } from '../../metrics/patterns.ts';
import { ask } from '../../metrics/request.ts';
import { valueCounts } from '../../metrics/value-counts.ts';
import { type Measurements, measure } from '../../run/measure.ts';
import { aggregate, call, column, type Expr, not } from '../../sql/expression.ts';
import { type Asked, askTogether, type Looking } from './ask-together.ts';
import type { Looked } from './draft.ts';
import { type Parts, partsOf } from './parts.ts';
import { finite, isNumeric, measured, numberIn, tailsOf } from './tails.ts';

/** More different values than this are no categories, and are not counted one by one. */
const fewValues = 60;
/** Of wide tables, value sets and shapes are looked up for so many columns. */
const mostColumnsApart = 300;
const shownShapes = 20;

const isTime = ({ kind }: Column): boolean => temporalKinds.includes(kind);

export interface LookedAt {
  readonly rows: number;
  /** Rows the draft is made from. */
  readonly drafted: number;
  readonly columns: readonly Looked[];
  readonly parts: Parts;
}

const extentOf = (of: Column, index: number): Readonly<Record<string, Expr>> => ({
  [`min${index}`]: aggregate('min', finite(of)),
  [`max${index}`]: aggregate('max', finite(of)),
});

const aggregatesOf = (of: Column, index: number): Asked => ({
  of: of.name,
  columns: {
    [`present${index}`]: aggregate('count', column(of.name)),
    ...(isNumeric(of) ? extentOf(of, index) : {}),
    ...(isTime(of)
      ? {
          [`min${index}`]: call('toText', aggregate('min', column(of.name))),
          [`max${index}`]: call('toText', aggregate('max', column(of.name))),
        }
      : {}),
    ...(of.kind === 'float'
      ? { [`odd${index}`]: aggregate('countIf', not(call('isFinite', column(of.name)))) }
      : {}),
  },
});

/** Measures what drafting needs, on the part that is not held back. Throws `Refusal` where there are no rows. */
export const lookAt = async (looking: Looking, opened: OpenTable, name: string): Promise<LookedAt> => {
  const { session, signal } = looking;
  const { columns } = opened;
  const find = (wanted: string): Column =>
    columns.find((one) => one.name === wanted) ??
    refuse('source-unreadable', `no column ${wanted}`, 'name the columns of the source differently');
  const options = signal === undefined ? {} : { signal };
  const target = { session, context: { column: find, hashName: session.dialect.hashName } };
  const every = { rows: aggregate('countAll') };
  const rows =
    opened.facts.rows ?? numberIn(await askTogether(looking, () => opened.relation, [], every), 'rows') ?? 0;
  if (rows === 0) refuse('source-empty', `${name} has no rows to learn from`, 'give a source with rows');
  looking.onStep?.(rows);
  const split = partsOf(opened.relation, columns, rows);
  const first = columns.map(aggregatesOf);
  const drafting = await askTogether(looking, split.drafting, first, every);
  const whole = (numberIn(drafting, 'rows') ?? 0) === 0;
  const parts = whole ? partsOf(opened.relation, columns, 0) : split;
  const row = whole ? await askTogether(looking, parts.drafting, first, every) : drafting;
  const drafted = numberIn(row, 'rows') ?? 0;

  const all = await askTogether(
    looking,
    () => opened.relation,
    columns.filter(isNumeric).map((of) => ({ of: of.name, columns: extentOf(of, columns.indexOf(of)) })),
  );
  const scalars = columns.filter(({ kind }) => scalarKinds.includes(kind));
  const spread = await askTogether(
    looking,
    parts.sample,
    scalars.map(({ name: own }, index) => ({
      of: own,
      columns: {
        [`distinct${index}`]: aggregate('countDistinct', column(own)),
        [`present${index}`]: aggregate('count', column(own)),
      },
    })),
  );
  const seen = new Map(
    scalars.map(({ name: own }, index) => [
      own,
      {
        distinct: numberIn(spread, `distinct${index}`) ?? 0,
        present: numberIn(spread, `present${index}`) ?? 0,
      },
    ]),
  );
  const few = scalars
    .filter(({ kind, name: own }) => {
      const most = kind === 'text' || kind === 'integer' ? fewValues : kind === 'boolean' ? 0 : 12;
      return (seen.get(own)?.distinct ?? 0) <= most;
    })
    .slice(0, mostColumnsApart);
  const texts = scalars.filter((one) => one.kind === 'text' && !few.includes(one)).slice(0, mostColumnsApart);
  const countsOf = (own: string) => ask(valueCounts, { column: own, limit: fewValues });
  const shapesOf = (own: string) => ask(patterns, { column: own, limit: shownShapes });
  const values: Measurements = new Map();
  await measure(
    few.map(({ name: own }) => countsOf(own)),
    { ...target, table: parts.drafting(few.map(({ name: own }) => own)) },
    values,
    options,
  );
  await measure(
    texts.map(({ name: own }) => shapesOf(own)),
    { ...target, table: parts.tails(texts.map(({ name: own }) => own)) },
    values,
    options,
  );
  const tails = await tailsOf(looking, parts.tails, columns, drafted);

  const value = <V>(request: { readonly key: string; readonly $value?: V }): V | undefined => {
    const found = values.get(request.key);
    return found?.kind === 'value' ? (found.value as V) : undefined;
  };
  return {
    rows,
    drafted,
    parts,
    columns: columns.map((of, index): Looked => {
      const counts = value(countsOf(of.name));
      const shapes = value(shapesOf(of.name));
      const sampled = seen.get(of.name);
      const present = numberIn(row, `present${index}`) ?? 0;
      const [min, max] = [numberIn(row, `min${index}`), numberIn(row, `max${index}`)];
      const [low, high] = [numberIn(all, `min${index}`), numberIn(all, `max${index}`)];
      const [earliest, latest] = [row[`min${index}`], row[`max${index}`]];
      const own = tails.get(of.name);
      return {
        column: of,
        rows: drafted,
        nulls: drafted - present,
        distinct: counts?.distinct ?? sampled?.distinct ?? 0,
        allDifferent: sampled !== undefined && sampled.present > 1 && sampled.distinct === sampled.present,
        ...(counts === undefined || counts.others > 0 ? {} : { values: counts.top }),
        ...(isNumeric(of) && min !== undefined && max !== undefined ? { min, max } : {}),
        ...(isNumeric(of) && low !== undefined && high !== undefined
          ? { extent: { min: low, max: high } }
          : {}),
        ...(isTime(of) && typeof earliest === 'string' && typeof latest === 'string'
          ? { earliest, latest }
          : {}),
        nonFinite: numberIn(row, `odd${index}`) ?? 0,
        ...(measured(of) === undefined || own === undefined ? {} : { tails: own }),
        ...(shapes === undefined
          ? {}
          : {
              shapes: {
                top: shapes.top.map(({ shape }) => shape),
                count: shapes.shapes,
                present: shapes.present,
              },
            }),
      };
    }),
  };
};
