import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Check, CheckExample } from '../../src/checks/check.ts';
import { checks } from '../../src/checks/registry.gen.ts';
import { Unsupported } from '../../src/sql/dialect.ts';
import { type ExampleBench, exampleBench, numbered } from '../support/example-bench.ts';
import { demandOf, judgeOn } from '../support/judge-example.ts';
import { type TestEngine, testEngines } from '../support/tables.ts';

const cases = checks.flatMap((check: Check) => check.examples.map((example) => ({ check, example })));

const oneOfMany =
  /(?<![\d.,])1 (bytes|cells|files|gaps|groups|intervals|items|keys|lines|lists|missing \w+s|NULLs|objects|orphans|properties|readings|rows|runs|steps|texts|times|values)\b/;

const expectOutcome = (
  example: CheckExample,
  found: Awaited<ReturnType<typeof judgeOn>>,
  exact: boolean,
): void => {
  const { verdict, failingRows } = found;
  expect(verdict.status, verdict.message).toBe(example.expect.status);
  expect(`${verdict.message}; ${verdict.expected}`).not.toMatch(oneOfMany);
  if (example.expect.count !== undefined) expect(verdict.count).toBe(example.expect.count);
  if (exact && example.expect.observed !== undefined)
    expect(verdict.observed).toEqual(example.expect.observed);
  if (example.expect.says !== undefined) expect(verdict.message).toContain(example.expect.says);
  if (example.expect.failingRows !== undefined) expect(failingRows).toEqual(example.expect.failingRows);
};

/** Whether an engine's tables have an order of rows: its dialect says so, or refuses. */
const hasRowOrder = ({ engine }: TestEngine): boolean => {
  try {
    return engine.dialect.windows.rowNumberInSource() !== '';
  } catch (cause) {
    if (!(cause instanceof Unsupported)) throw cause;
    return false;
  }
};

describe.each(testEngines)('check examples on $name', (engine) => {
  let bench: ExampleBench;
  beforeAll(async () => {
    bench = await exampleBench(
      engine,
      cases.map(({ example }) => example),
      numbered,
    );
  });
  afterAll(() => bench?.close());

  for (const { check, example } of cases) {
    for (const exact of [false, true]) {
      test(`${check.id}: ${example.title}${exact ? ' (exact)' : ''}`, async () => {
        const found = await judgeOn(bench, check, example, { exact });
        if (!example.needsRowOrder || hasRowOrder(engine)) return expectOutcome(example, found, exact);
        expect(found.verdict).toMatchObject({
          status: 'unknown',
          message: expect.stringContaining('no order of rows'),
        });
      });
    }
  }
});

/** Checks that list what cannot be judged. */
const decidesNothing = new Set(['text', 'foreignEngine', 'promise']);

test('every check has an example that passes and one that fails', () => {
  for (const check of checks.filter(({ id }) => !decidesNothing.has(id))) {
    const statuses = check.examples.map((example) => example.expect.status);
    expect(statuses, check.id).toContain('fail');
    expect(statuses, check.id).toContain('pass');
    expect(demandOf(check, check.examples[0] as CheckExample).key).toBe('custom');
  }
});
