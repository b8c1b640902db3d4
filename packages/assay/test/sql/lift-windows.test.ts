import { describe, expect, test } from 'vitest';
import {
  aggregate,
  call,
  column,
  compare,
  type Expr,
  number,
  when,
  window,
} from '../../src/sql/expression.ts';
import { aliased, type Select } from '../../src/sql/select.ts';
import { testEngines } from '../support/tables.ts';

const inOrder = { orderBy: [{ by: column('t') }] };
const soFar = { ...inOrder, frame: { from: 'start', to: 0 } } as const;
const changed = call('coalesce', compare(column('x'), '<>', window('lag', [column('x')], inOrder)), {
  kind: 'literal',
  value: true,
} as Expr);
/** The position at which the present run of equal values began: a window over a window. */
const runStart = window('max', [when(changed, window('rowNumber', [], inOrder))], soFar);

const columns = { t: 'integer', x: 'integer' } as const;
const rows = [
  [1, 7],
  [2, 7],
  [3, 8],
  [4, 8],
  [5, 8],
  [6, 7],
];

describe.each(testEngines)('windows anywhere in a query on $name', (engine) => {
  const ask = async (select: Omit<Select, 'from'>) => {
    const placed = await engine.place({ steps: { columns, rows } });
    const session = await placed.connect();
    try {
      const source = placed.sources.steps;
      if (source === undefined) throw new Error('no table');
      const { relation } = await session.open(source, { name: 'steps', declared: [] });
      return await session.query({ ...select, from: aliased(relation, 's') });
    } finally {
      await session.close();
      await placed.remove();
    }
  };

  test('inside an aggregate', async () => {
    expect(await ask({ columns: { n: aggregate('countIf', changed) } })).toEqual([{ n: 3 }]);
  });

  test('inside another window, and in the group', async () => {
    const found = await ask({
      columns: { start: runStart, n: aggregate('countAll') },
      groupBy: [runStart],
      orderBy: [{ by: runStart }],
    });
    expect(found).toEqual([
      { start: 1, n: 2 },
      { start: 3, n: 3 },
      { start: 6, n: 1 },
    ]);
  });

  test('in a condition, which then is applied after them', async () => {
    expect(
      await ask({ columns: { t: column('t', 's') }, where: changed, orderBy: [{ by: column('t') }] }),
    ).toEqual([{ t: 1 }, { t: 3 }, { t: 6 }]);
  });

  test('a condition without windows is applied before them', async () => {
    const where = compare(column('x'), '=', number(7));
    expect(await ask({ columns: { n: aggregate('countIf', changed) }, where })).toEqual([{ n: 1 }]);
  });
});
