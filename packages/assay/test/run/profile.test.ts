import { describe, expect, test } from 'vitest';
import { type Cell, numberOf } from '../../src/domain/cell.ts';
import type { Profile } from '../../src/domain/profile.ts';
import { findColumn } from '../../src/plan/context.ts';
import { profileText } from '../../src/report/profile-text.ts';
import { widthOf } from '../../src/report/width.ts';
import { profileTable } from '../../src/run/profile.ts';
import { quantileRanks } from '../../src/stats/rank-proof.ts';
import { type TestEngine, testEngines } from '../support/tables.ts';

const count = 400;
/** Pressures near 101,325 in an order that is not theirs. */
const pressures = Array.from({ length: count }, (_unused, index) => 101_325 + ((index * 37) % 101) - 50);
const nan: Cell = { type: 'float', value: 'NaN' };
const table = {
  columns: {
    n: 'integer',
    pressure: 'float',
    odd: 'float',
    state: 'text',
    secret: 'text',
    ok: 'boolean',
    nothing: 'float',
  },
  rows: pressures.map((pressure, index): Cell[] => [
    index % 4 === 0 ? null : index,
    pressure,
    index < 2 ? nan : index,
    index % 10 === 0 ? 'stop\u001b[31m' : 'run',
    `person ${index}`,
    index % 2 === 0,
    null,
  ]),
} as const;

const profileOf = async (engine: TestEngine): Promise<Profile> => {
  const placed = await engine.place({ made: table });
  const session = await placed.connect();
  try {
    const source = placed.sources.made ?? expect.fail('not placed');
    const opened = await session.open(source, { name: 'made', declared: [] });
    const column = (name: string) => findColumn(opened.columns, name) ?? expect.fail(`no column ${name}`);
    const context = { column, hashName: session.dialect.hashName };
    const measured = await profileTable(
      session,
      { session, table: opened.relation, context, facts: opened.facts },
      opened.columns,
      (name) => name === 'secret',
      {},
    );
    return {
      schema: 'assay.profile/v1',
      name: 'made',
      source: 'made',
      description: 'rows',
      seconds: 0,
      problems: [],
      engine: { ...session.engine, queries: session.queries() },
      ...measured,
    };
  } finally {
    await session.close();
    await placed.remove();
  }
};

const metricsOf = (profile: Profile, name: string): Record<string, unknown> =>
  profile.columns.find((column) => column.name === name)?.metrics ?? expect.fail(`no column ${name}`);

describe.each(testEngines)('a profile on $name', (engine) => {
  test('says what is in the columns, and survives JSON', async () => {
    const profile = await profileOf(engine);
    expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
    expect(profile.rows).toBe(count);
    expect(profile.columns.flatMap(({ failed }) => Object.values(failed ?? {}))).toEqual([]);

    const pressure = metricsOf(profile, 'pressure');
    const sorted = [...pressures].sort((left, right) => left - right);
    const { quantiles, bars } = pressure.quantileSketch as {
      quantiles: Record<string, Cell>;
      bars: number[];
    };
    for (const [name, q] of [
      ['p5', 0.05],
      ['p50', 0.5],
      ['p95', 0.95],
    ] as const) {
      const { lower, upper, fraction } = quantileRanks(count, q);
      const [low = Number.NaN, high = Number.NaN] = [sorted[lower], sorted[upper]];
      const exact = low + fraction * (high - low);
      expect(Math.abs((numberOf(quantiles[name] ?? null) ?? 0) - exact)).toBeLessThanOrEqual(0.51);
    }
    expect(bars.reduce((sum, one) => sum + one, 0)).toBe(count);
    expect(pressure.moments).toMatchObject({ n: count });

    expect(metricsOf(profile, 'n').nulls).toEqual({ rows: count, nulls: count / 4 });
    expect(metricsOf(profile, 'odd')).toMatchObject({
      nonFinite: { nans: 2 },
      mean: nan,
      moments: { n: count - 2, mean: 200.5 },
    });
    expect(metricsOf(profile, 'state').valueCounts).toMatchObject({
      distinct: 2,
      top: [{ count: 360 }, { count: 40 }],
    });
    expect(metricsOf(profile, 'ok').booleans).toEqual({ true: 200, false: 200 });
    expect(metricsOf(profile, 'nothing')).toMatchObject({ nulls: { nulls: count }, approxDistinct: 0 });
  });

  test('keeps states without what only makes queries cheaper', async () => {
    const { states } = await profileOf(engine);
    const moments = states.filter(({ metric }) => metric === 'moments').map(({ params }) => params);
    expect(moments).toContainEqual({ column: 'pressure' });
    expect(
      states.filter(({ metric }) => metric === 'quantileSketch').map(({ params }) => params),
    ).toContainEqual({ column: 'pressure' });
  });

  test('shows no value of a confidential column', async () => {
    const profile = await profileOf(engine);
    expect(JSON.stringify(profile)).not.toContain('person 7');
    const text = profileText(profile, { colour: false, verbose: true });
    expect(text).not.toContain('person');
    expect(text).toMatch(/^secret .*confidential: values hidden$/m);
  });

  test('is a table that fits the terminal, whatever is in the values', async () => {
    const profile = await profileOf(engine);
    const whole = profileText(profile, { colour: false });
    expect(whole).toMatch(/^column +type +missing +distinct +min +mean +median +max +values$/m);
    expect(whole).toMatch(/^n .* 25 % /m);
    expect(whole).toMatch(/^odd .* 2 NaN$/m);
    expect(whole).toMatch(/^ok .* true 50 %$/m);
    expect(whole).not.toContain('\u001b');
    for (const width of [100, 72, 50, 30]) {
      const [, , ...lines] = profileText(profile, { colour: false, width }).split('\n');
      expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
    }
  });
});
