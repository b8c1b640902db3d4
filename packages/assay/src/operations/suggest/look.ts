import type { Row } from '../../domain/cell.ts';
import { type Column, scalarKinds, temporalKinds } from '../../domain/column.ts';
import { refuse } from '../../domain/problem.ts';
import { aggregate, call, column, type Expr, not } from '../../sql/expression.ts';
import { type Asked, askTogether } from './ask-together.ts';
import type { Looked } from './draft.ts';
import { apartOf, mayBeFew, spreadOf } from './look-apart.ts';
import type { Looking } from './looking.ts';
import { type Parts, partsOf } from './parts.ts';
import type { SplitTable } from './split-table.ts';
import { finite, isNumeric, measured, numberIn, tailsOf } from './tails.ts';

/** Of wide tables, value sets and shapes are looked up for so many columns. */
const mostColumnsApart = 300;

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

/** The part the draft is made from; all rows where nothing is left of it, as where all rows are alike. */
const draftedPart = async (looking: Looking, { relation, columns, parts }: SplitTable) => {
  const asked = columns.map(aggregatesOf);
  const row = await askTogether(looking, parts.drafting, asked, every);
  if ((numberIn(row, 'rows') ?? 0) > 0) return { parts, row };
  const whole = partsOf(relation, columns, 0);
  return { parts: whole, row: await askTogether(looking, whole.drafting, asked, every) };
};

const every = { rows: aggregate('countAll') };

/** Measures what drafting needs, on the part that is not held back. Throws `Refusal` where there are no rows. */
export const lookAt = async (looking: Looking, split: SplitTable, name: string): Promise<LookedAt> => {
  const { columns, relation, rows } = split;
  if (rows === 0) refuse('source-empty', `${name} has no rows to learn from`, 'give a source with rows');
  looking.onStep?.(rows);
  const { parts, row } = await draftedPart(looking, split);
  const drafted = numberIn(row, 'rows') ?? 0;
  const all = await askTogether(
    looking,
    () => relation,
    columns.filter(isNumeric).map((of) => ({ of: of.name, columns: extentOf(of, columns.indexOf(of)) })),
  );
  const scalars = columns.filter(({ kind }) => scalarKinds.includes(kind));
  const spread = await spreadOf(looking, parts, scalars);
  const few = scalars
    .filter((one) => mayBeFew(one, spread.get(one.name)?.distinct ?? 0))
    .slice(0, mostColumnsApart);
  const texts = scalars.filter((one) => one.kind === 'text' && !few.includes(one)).slice(0, mostColumnsApart);
  const apart = await apartOf(looking, parts, few, texts);
  const tails = await tailsOf(looking, parts.tails, columns, drafted);
  const within = (found: Row, index: number) => ({
    min: numberIn(found, `min${index}`),
    max: numberIn(found, `max${index}`),
  });

  return {
    rows,
    drafted,
    parts,
    columns: columns.map((of, index): Looked => {
      const counts = apart.counts(of.name);
      const shapes = apart.shapes(of.name);
      const sampled = spread.get(of.name);
      const present = numberIn(row, `present${index}`) ?? 0;
      const [{ min, max }, { min: low, max: high }] = [within(row, index), within(all, index)];
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
