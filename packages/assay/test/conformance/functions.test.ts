import { describe, expect, test } from 'vitest';
import type { Cell, Row } from '../../src/domain/cell.ts';
import { duckdb } from '../../src/engines/duckdb/duckdb.ts';
import {
  type AggregateName,
  aggregate,
  call,
  column,
  type Expr,
  type FunctionName,
  type WindowName,
  window,
} from '../../src/sql/expression.ts';
import { printExpr } from '../../src/sql/print.ts';
import { inEveryEngine } from './both.ts';
import { aggregateCases, type FunctionCase, functionCases, windowCases } from './function-cases.ts';
import { sameAnswer } from './same-answer.ts';
import { values } from './values.ts';

const { ask } = inEveryEngine({ values });

/** Lists of doubles are written as each engine writes them. */
const listed = (cell: Cell): Cell =>
  typeof cell === 'string' && /^[[{]?(-?[\d.]+(e[+-]?\d+)?|-?inf|-?Infinity|nan),/i.test(cell)
    ? JSON.stringify(
        cell
          .replace(/[[\]{} ]/g, '')
          .split(',')
          .map((each) => String(Number(each.replace(/inf$/, 'Infinity')))),
      )
    : cell;

const expectSame = (answers: readonly (readonly Row[])[]): void => {
  const [first = [], second = []] = answers;
  expect(first.length).toBe(second.length);
  const differing = first.flatMap((row, index) => {
    const [left, right] = [listed(row.x ?? null), listed(second[index]?.x ?? null)];
    return sameAnswer(left, right) ? [] : [{ row: row.n ?? index, DuckDB: left, PostgreSQL: right }];
  });
  expect(differing).toEqual([]);
};

const each = <N extends string>(
  cases: Readonly<Record<N, readonly FunctionCase[]>>,
  run: (name: N, args: readonly Expr[]) => void,
): void => {
  for (const name of Object.keys(cases) as N[]) {
    if (cases[name].length === 0) test(`${name} has a case`, () => expect.fail('no case'));
    for (const one of cases[name]) {
      if ('skip' in one) test.skip(`${name}: ${one.skip}`, () => undefined);
      else run(name, one);
    }
  }
};

const title = (expr: Expr): string => printExpr(expr, duckdb.dialect).slice(0, 100);

describe('functions give one answer on every engine', () => {
  each<FunctionName>(functionCases, (name, args) => {
    const expr = call(name, ...args);
    test(`${name}: ${title(expr)}`, async () => {
      expectSame(
        await ask('values', (from) => ({
          columns: { n: column('n'), x: expr },
          from,
          orderBy: [{ by: column('n') }],
        })),
      );
    });
  });
});

describe('aggregates give one answer on every engine', () => {
  each<AggregateName>(aggregateCases, (name, args) => {
    const expr = aggregate(name, ...args);
    test(`${name}: ${title(expr)}`, async () => {
      expectSame(await ask('values', (from) => ({ columns: { x: expr }, from })));
      const none: Expr = {
        kind: 'compare',
        op: '<',
        left: column('n'),
        right: { kind: 'literal', value: -1 },
      };
      expectSame(await ask('values', (from) => ({ columns: { x: expr }, from, where: none })));
    });
  });
});

describe('windows give one answer on every engine', () => {
  each<WindowName>(windowCases, (name, args) => {
    const expr = window(name, args, { orderBy: [{ by: column('n') }] });
    test(`${name}: ${title(expr)}`, async () => {
      expectSame(
        await ask('values', (from) => ({
          columns: { n: column('n'), x: expr },
          from,
          orderBy: [{ by: column('n') }],
        })),
      );
    });
  });
});
