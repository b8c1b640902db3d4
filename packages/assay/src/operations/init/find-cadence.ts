import { numberOf } from '../../domain/cell.ts';
import { temporalKinds } from '../../domain/column.ts';
import type { Session } from '../../engines/engine.ts';
import { aggregate, arithmetic, call, column, notNull, window } from '../../sql/expression.ts';
import { type Relation, subquery } from '../../sql/select.ts';
import type { Looked } from './draft.ts';

/** Readings of a group come at one interval. */
export interface Cadence {
  readonly column: string;
  readonly per: readonly string[];
  readonly seconds: number;
  /** Share of the intervals that are this one. */
  readonly share: number;
}

const mostGroups = 10_000;
const shareOfACadence = 0.9;

/** The most frequent interval between one row and the next of its group. */
const intervals = async (
  session: Session,
  table: Relation,
  time: string,
  per: readonly string[],
): Promise<Cadence | undefined> => {
  const at = call('epochSeconds', column(time));
  const before = window('lag', [at], { partitionBy: per.map((name) => column(name)), orderBy: [{ by: at }] });
  const steps = subquery(
    { columns: { step: arithmetic(at, '-', before) }, from: table, where: notNull(column(time)) },
    'steps',
  );
  const counted = subquery(
    {
      columns: { step: column('step'), n: aggregate('countAll') },
      from: steps,
      where: notNull(column('step')),
      groupBy: [column('step')],
    },
    'counted',
  );
  const rows = await session.query({
    columns: { step: column('step'), n: column('n'), total: window('sum', [column('n')], {}) },
    from: counted,
    orderBy: [{ by: column('n'), descending: true }],
    limit: 1,
  });
  const [first] = rows;
  const [step, n, total] = [
    numberOf(first?.step ?? null),
    numberOf(first?.n ?? null),
    numberOf(first?.total ?? null),
  ];
  if (step === undefined || n === undefined || total === undefined || step <= 0) return undefined;
  return { column: time, per, seconds: step, share: n / total };
};

/** The cadence of the first time column, alone or per group: the fewest group columns with which nine in ten intervals agree. */
export const findCadence = async (
  session: Session,
  table: Relation,
  all: readonly Looked[],
): Promise<Cadence | undefined> => {
  const time = all.find(
    ({ column: { kind }, distinct }) => temporalKinds.includes(kind) && kind !== 'date' && distinct > 20,
  );
  if (time === undefined) return undefined;
  const groups = all.filter(
    ({ column: { kind }, distinct, nulls }) =>
      (kind === 'integer' || kind === 'text') &&
      nulls === 0 &&
      distinct > 1 &&
      distinct <= mostGroups &&
      distinct <= time.rows / 10,
  );
  for (const per of [[], ...groups.slice(0, 6).map(({ column: { name } }) => [name])]) {
    const cadence = await intervals(session, table, time.column.name, per);
    if (cadence !== undefined && cadence.share >= shareOfACadence) return cadence;
  }
  return undefined;
};
