import type { Row } from '../../domain/cell.ts';
import { QueryFailed } from '../../engines/engine.ts';
import { firstLine } from '../../run/measure.ts';
import type { Expr } from '../../sql/expression.ts';
import { askRows, type Looking } from './looking.ts';
import type { Part } from './parts.ts';

/** Expressions of a part, each group with the column it is of. */
export interface Asked {
  readonly of: string;
  readonly columns: Readonly<Record<string, Expr>>;
}

type Always = Readonly<Record<string, Expr>>;

/** One query; where it fails, halves of it, until the one bad column is found. */
const ask = async (
  looking: Looking,
  part: Part,
  asked: readonly Asked[],
  always: Always,
): Promise<readonly Row[]> => {
  const { signal, onStep, onFailure } = looking;
  const columns = Object.assign({}, always, ...asked.map((one) => one.columns));
  if (Object.keys(columns).length === 0) return [];
  onStep?.(0);
  try {
    return await askRows(looking, { columns, from: part(asked.map(({ of }) => of)) });
  } catch (cause) {
    const [first] = asked;
    if (!(cause instanceof QueryFailed) || signal?.aborted === true || first === undefined) throw cause;
    if (asked.length === 1) {
      onFailure?.(first.of, firstLine(cause.message));
      return ask(looking, part, [], always);
    }
    const middle = Math.ceil(asked.length / 2);
    return [
      ...(await ask(looking, part, asked.slice(0, middle), always)),
      ...(await ask(looking, part, asked.slice(middle), {})),
    ];
  }
};

/** Asks for many aggregates, in queries as wide as the engine likes; what fails for one column fails for that one only. */
export const askTogether = async (
  looking: Looking,
  part: Part,
  asked: readonly Asked[],
  always: Always = {},
): Promise<Row> => {
  const width = looking.session.capabilities.fusionWidth;
  const chunks: Asked[][] = [[]];
  let size = 0;
  for (const one of asked) {
    const own = Object.keys(one.columns).length;
    if (size > 0 && size + own > width) {
      chunks.push([]);
      size = 0;
    }
    chunks.at(-1)?.push(one);
    size += own;
  }
  const answers: Row[] = [];
  for (const [index, chunk] of chunks.entries())
    answers.push(...(await ask(looking, part, chunk, index === 0 ? always : {})));
  return Object.assign({}, ...answers);
};
