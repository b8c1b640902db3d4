import { describe, expect, test } from 'vitest';
import type { Check, CheckExample } from '../../src/checks/check.ts';
import { checks } from '../../src/checks/registry.gen.ts';
import type { OpenTable } from '../../src/engines/engine.ts';
import { truth } from '../../src/sql/expression.ts';
import { subquery } from '../../src/sql/select.ts';
import { openOthers, ruleOf, verdictOn } from '../support/judge-example.ts';
import { testEngines } from '../support/tables.ts';

/** Keys, uniqueness and duplicates: a row that is left out may repeat one that is not. */
const keysAndDuplicates = [
  'duplicateTimestamps',
  'duplicateValues',
  'duplicatesAfterNormalising',
  'primaryKey',
  'unique',
  'uniqueness',
];

const [duck] = testEngines;

/** What is said of all rows of an example, of none, and of all under a scope that leaves none. */
const underNoRows = async (check: Check, example: CheckExample) => {
  if (duck === undefined) throw new Error('no engine');
  const { columns, rows, datasets: others = {} } = example;
  const placed = await duck.place({ example: { columns, rows }, none: { columns, rows: [] }, ...others });
  const session = await placed.connect();
  try {
    const datasets = await openOthers(session, placed, Object.keys(others));
    const open = (name: string): Promise<OpenTable> =>
      session.open(placed.sources[name] ?? expect.fail(name), { name: 'example', declared: [] });
    const [all, none] = [await open('example'), await open('none')];
    const scope = subquery(
      { everything: true, columns: {}, from: all.relation, where: truth(false) },
      'scoped',
    );
    const judged = async (table: OpenTable, whole = table.relation) => {
      const rule = ruleOf(check, example, table, datasets, whole);
      const { status, count, observed, message } = await verdictOn(session, table, rule, { exact: false });
      return { status, count, observed, message };
    };
    return {
      all: await judged(all),
      none: await judged(none),
      scoped: await judged({ ...all, relation: scope }, all.relation),
    };
  } finally {
    await session.close();
    await placed.remove();
  }
};

test('keys, uniqueness and duplicates stay on the whole table, all else does not', () => {
  expect(checks.filter(({ onWholeTable }) => onWholeTable).map(({ id }) => id)).toEqual(keysAndDuplicates);
  for (const { id, dimension } of checks as readonly Check[])
    expect(dimension === 'uniqueness', id).toBe(keysAndDuplicates.includes(id));
});

describe('under a scope that leaves no row', () => {
  const cases = checks.flatMap((check: Check) =>
    check.examples.slice(0, 2).map((example) => ({ check, example })),
  );
  test.each(cases)('$check.id: $example.title', async ({ check, example }) => {
    const { all, none, scoped } = await underNoRows(check, example);
    expect(scoped).toEqual(keysAndDuplicates.includes(check.id) ? all : none);
  });
});
