import type { Column } from '../../domain/column.ts';
import { invariant } from '../../domain/invariant.ts';
import { patterns } from '../../metrics/patterns.ts';
import { ask, type MetricRequest } from '../../metrics/request.ts';
import { valueCounts } from '../../metrics/value-counts.ts';
import { type Measurements, measure } from '../../run/measure.ts';
import { aggregate, column } from '../../sql/expression.ts';
import { askTogether } from './ask-together.ts';
import type { Looking } from './looking.ts';
import type { Part, Parts } from './parts.ts';
import { numberIn } from './tails.ts';

/** More different values than this are no categories, and are not counted one by one. */
const fewValues = 60;
const shownShapes = 20;

/** Of every scalar column of a sample, how many values are different, and how many there are. */
export const spreadOf = async (looking: Looking, parts: Parts, scalars: readonly Column[]) => {
  const row = await askTogether(
    looking,
    parts.sample,
    scalars.map(({ name }, index) => ({
      of: name,
      columns: {
        [`distinct${index}`]: aggregate('countDistinct', column(name)),
        [`present${index}`]: aggregate('count', column(name)),
      },
    })),
  );
  return new Map(
    scalars.map(({ name }, index) => [
      name,
      {
        distinct: numberIn(row, `distinct${index}`) ?? 0,
        present: numberIn(row, `present${index}`) ?? 0,
      },
    ]),
  );
};

/** Columns whose values are worth counting one by one. */
export const mayBeFew = ({ kind }: Column, distinct: number): boolean =>
  distinct <= (kind === 'text' || kind === 'integer' ? fewValues : kind === 'boolean' ? 0 : 12);

/** The values of columns that have few, and the shapes of other texts. */
export const apartOf = async (
  { session, signal }: Looking,
  parts: Parts,
  few: readonly Column[],
  texts: readonly Column[],
) => {
  const find = (wanted: string): Column => {
    const found = [...few, ...texts].find(({ name }) => name === wanted);
    invariant(found !== undefined, `no column ${wanted}`);
    return found;
  };
  const target = { session, context: { column: find, hashName: session.dialect.hashName } };
  const countsOf = (name: string) => ask(valueCounts, { column: name, limit: fewValues });
  const shapesOf = (name: string) => ask(patterns, { column: name, limit: shownShapes });
  const values: Measurements = new Map();
  const asking = async (part: Part, columns: readonly Column[], request: (name: string) => MetricRequest) => {
    const names = columns.map(({ name }) => name);
    const options = signal === undefined ? {} : { signal };
    await measure(names.map(request), { ...target, table: part(names) }, values, options);
  };
  await asking(parts.drafting, few, countsOf);
  await asking(parts.tails, texts, shapesOf);
  const value = <V>(request: { readonly key: string; readonly $value?: V }): V | undefined => {
    const found = values.get(request.key);
    return found?.kind === 'value' ? (found.value as V) : undefined;
  };
  return {
    counts: (name: string) => value(countsOf(name)),
    shapes: (name: string) => value(shapesOf(name)),
  };
};
