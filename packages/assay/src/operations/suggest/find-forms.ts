import { textFormats } from '../../checks/text-formats.ts';
import type { Column } from '../../domain/column.ts';
import { aggregate, column, type Expr, matches } from '../../sql/expression.ts';
import { type Asked, askTogether } from './ask-together.ts';
import type { LookedAt } from './look.ts';
import type { Looking } from './looking.ts';
import { numberIn } from './tails.ts';

/** How the texts of a sample are written: how many are whole numbers, numbers, and of each format. */
export interface Forms {
  readonly texts: number;
  readonly whole: number;
  readonly numbers: number;
  /** Numbers with zeros before them, as codes have. */
  readonly led: number;
  readonly formats: Readonly<Record<string, number>>;
}

/** No other text is of these by accident. */
const telling = ['uuid', 'email', 'ipv4', 'ipv6'] as const;
const mostColumns = 100;

const patterns = {
  whole: '^[+-]?[0-9]+$',
  numbers: '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$',
  led: '^[+-]?0[0-9]',
} as const;

const countOf = (of: Column, pattern: string): Expr =>
  aggregate('countIf', matches(column(of.name), pattern));

const countsOf = (of: Column, index: number): Asked => ({
  of: of.name,
  columns: {
    [`texts${index}`]: aggregate('count', column(of.name)),
    ...Object.fromEntries(
      Object.entries(patterns).map(([name, pattern]) => [`${name}${index}`, countOf(of, pattern)]),
    ),
    ...Object.fromEntries(
      telling.flatMap((name) =>
        (textFormats[name]?.patterns ?? []).map((pattern) => [`${name}${index}`, countOf(of, pattern)]),
      ),
    ),
  },
});

/** The forms of texts that are no categories, in a sample of the rows. */
export const findForms = async (
  looking: Looking,
  { columns, parts }: LookedAt,
): Promise<ReadonlyMap<string, Forms>> => {
  const texts = columns
    .filter(({ column: { kind }, values }) => kind === 'text' && values === undefined)
    .map((one) => one.column)
    .slice(0, mostColumns);
  const row = await askTogether(looking, parts.sample, texts.map(countsOf));
  const count = (name: string, index: number): number => numberIn(row, `${name}${index}`) ?? 0;
  return new Map(
    texts.map(({ name }, index) => [
      name,
      {
        texts: count('texts', index),
        whole: count('whole', index),
        numbers: count('numbers', index),
        led: count('led', index),
        formats: Object.fromEntries(telling.map((format) => [format, count(format, index)])),
      },
    ]),
  );
};
