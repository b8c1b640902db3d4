import { countIn } from '../../metrics/read-row.ts';
import {
  aggregate,
  and,
  call,
  column,
  compare,
  type Expr,
  isNull,
  number,
  or,
} from '../../sql/expression.ts';
import { type Relation, subquery } from '../../sql/select.ts';
import { askRow, type Looking } from './looking.ts';
import { only } from './parts.ts';

/** From so many rows on a pair is first tried on a part of its keys. */
const manyRows = 100_000;
const prefixRows = 50_000;
/** Of 2048 buckets of keys. */
const firstBuckets = 64;

/** How many keys break the rule: those of several rows, and those that lack a part. */
const broken = async (
  looking: Looking,
  table: Relation,
  key: readonly string[],
  where?: Expr,
): Promise<number> => {
  const parts = key.map((name) => column(name));
  const lacking = key.length === 1 ? number(0) : aggregate('countIf', or(...parts.map(isNull)));
  const groups = subquery(
    {
      columns: {
        n: aggregate('countAll'),
        lacks: lacking,
        empty: aggregate('countIf', and(...parts.map(isNull))),
      },
      from: table,
      ...(where === undefined ? {} : { where }),
      groupBy: parts,
    },
    'groups',
  );
  const shared = compare(column('n'), '>', number(1));
  const row = await askRow(looking, {
    columns: { bad: aggregate('countAll') },
    from: groups,
    where: or(
      and(shared, compare(column('empty'), '=', number(0))),
      compare(column('lacks'), '>', number(0)),
    ),
  });
  return countIn(row, 'bad');
};

const isRefuted = async (
  looking: Looking,
  table: Relation,
  key: readonly string[],
  rows: number,
): Promise<boolean> => {
  const last = key.at(-1);
  if (rows <= manyRows || last === undefined) return false;
  const prefix = subquery({ columns: only(key), from: table, limit: prefixRows }, 'prefix');
  if ((await broken(looking, prefix, key)) > 0) return true;
  const bucket = call('hashRegister', call('hash', column(last)));
  return (await broken(looking, table, key, compare(bucket, '<', number(firstBuckets)))) > 0;
};

/** Up to so many rows a key is counted on all of them here; of more, by the gate that judges the draft. */
const countedRows = 1_000_000;

/** No key is shared in the first rows and in a 32nd of all keys: what is left to prove is proven by gating, as every rule is. */
export const seemsKey = async (
  looking: Looking,
  table: Relation,
  name: string,
  rows: number,
): Promise<boolean> =>
  rows <= countedRows
    ? isKey(looking, table, [name], rows)
    : !(await isRefuted(looking, table, [name], rows));

/** The first rows are looked at first, then a part of the keys: all rows of a key are in the same part. */
export const isKey = async (
  looking: Looking,
  table: Relation,
  key: readonly string[],
  rows: number,
): Promise<boolean> =>
  !(await isRefuted(looking, table, key, rows)) && (await broken(looking, table, key)) === 0;
