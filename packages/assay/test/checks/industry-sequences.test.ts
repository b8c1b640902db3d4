import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell } from '../../src/domain/cell.ts';
import type { Session } from '../../src/engines/engine.ts';
import { type CadenceState, cadence } from '../../src/metrics/cadence.ts';
import { longestRun } from '../../src/metrics/longest-run.ts';
import type { Metric } from '../../src/metrics/metric.ts';
import { ask } from '../../src/metrics/request.ts';
import { type Measurements, measure } from '../../src/run/measure.ts';
import { column, compare, number } from '../../src/sql/expression.ts';
import { type Relation, subquery } from '../../src/sql/select.ts';
import { testEngines } from '../support/tables.ts';

const seed = 20_260_104;
const numRuns = 40;

/** Times with repeats and gaps, in order; the part grows with the time, so no time lies in two parts. */
const sequences = fc
  .array(
    fc.record({ step: fc.constantFrom(0, 1, 1, 1, 2, 5, 9), value: fc.option(fc.constantFrom(1, 1, 1, 2)) }),
    { maxLength: 14 },
  )
  .map((steps) => {
    let time = 0;
    return steps.map(({ step, value }) => {
      time += step;
      return { time, value, part: Math.floor(time / 7) };
    });
  });
type Reading = { readonly time: number; readonly value: number | null; readonly part: number };

const table = (runs: readonly (readonly Reading[])[]): readonly (readonly Cell[])[] =>
  runs.flatMap((readings, run) => readings.map(({ time, value, part }) => [run, time, value, part]));

const params = { column: 't', every: 1, factor: 1.5 };

const expected = (readings: readonly Reading[]): Partial<CadenceState> => {
  const lengths = readings.slice(1).map(({ time }, index) => time - (readings[index]?.time ?? 0));
  const gaps = lengths.filter((length) => length > 1.5);
  return {
    rows: readings.length,
    intervals: lengths.length,
    longest: lengths.length === 0 ? null : Math.max(...lengths),
    gaps: gaps.length,
    missing: gaps.reduce((sum, length) => sum + length - 1, 0),
    repeats: lengths.filter((length) => length === 0).length,
    steady: lengths.filter((length) => length === 1).length,
  };
};

describe.each(testEngines)('sequences with repeated times on $name', (engine) => {
  const runs = fc.sample(sequences, { seed, numRuns });

  const withTable = async (
    judge: (
      stateOf: (metric: Metric, asked: unknown, run: number, part?: number) => Promise<unknown>,
    ) => Promise<void>,
  ): Promise<void> => {
    const placed = await engine.place({
      readings: {
        columns: { run: 'integer', t: 'integer', x: 'integer', part: 'integer' },
        rows: table(runs),
      },
    });
    const session: Session = await placed.connect();
    try {
      const source = placed.sources.readings;
      if (source === undefined) throw new Error('no table');
      const { relation, columns } = await session.open(source, { name: 'readings', declared: [] });
      const context = {
        column: (name: string) =>
          columns.find((one) => one.name === name) ?? expect.fail(`no column ${name}`),
        hashName: session.dialect.hashName,
      };
      const limited = (from: Relation, name: string, value: number): Relation =>
        subquery(
          { everything: true, columns: {}, from, where: compare(column(name), '=', number(value)) },
          `only_${name}`,
        );
      await judge(async (metric, asked, run, part) => {
        const of = limited(relation, 'run', run);
        const request = ask(metric, asked);
        const into: Measurements = new Map();
        await measure(
          [request],
          { session, table: part === undefined ? of : limited(of, 'part', part), context },
          into,
        );
        const found = into.get(request.key);
        return found?.kind === 'value' ? found.state : expect.fail(found?.reason);
      });
    } finally {
      await session.close();
      await placed.remove();
    }
  };

  test('cadence is what its definition says, and its parts make the whole', () =>
    withTable(async (stateOf) => {
      for (const [run, readings] of runs.entries()) {
        const whole = await stateOf(cadence as Metric, params, run);
        expect(whole).toMatchObject(expected(readings));
        const parts: CadenceState[] = [];
        for (const part of new Set(readings.map(({ part }) => part)))
          parts.push((await stateOf(cadence as Metric, params, run, part)) as CadenceState);
        if (cadence.merge.kind === 'none') throw new Error('cadence merges');
        expect(
          parts.reduce(
            cadence.merge.merge,
            cadence.empty(params, {
              column: (name) => ({ name, kind: 'integer', sqlType: 'BIGINT' }),
              hashName: '',
            }),
          ),
        ).toEqual(whole);
      }
    }));

  test('longestRun counts the rows that share a time', () =>
    withTable(async (stateOf) => {
      for (const [run, readings] of runs.entries()) {
        const state = await stateOf(longestRun as Metric, { column: 'x', order: 't' }, run);
        expect(state).toMatchObject({ ties: expected(readings).repeats });
      }
    }));
});
